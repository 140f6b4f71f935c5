"""docs/sync-protocol.md is true: its examples, the OpenAPI document, and a client written from it alone."""

import hashlib
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from werkzeug.serving import make_server

from peerpwa.records.change import parse_change
from peerpwa.records.encoding import to_base64url
from peerpwa.records.stamps import parse
from peerpwa.sync.openapi import OPENAPI, REFUSED
from tests.centre import PASSWORD, QUICK, Installation

ROOT = Path(__file__).resolve().parents[2]
PROTOCOL = (ROOT / "docs" / "sync-protocol.md").read_text("utf-8")
BLOCKS = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", PROTOCOL, re.DOTALL)]


@pytest.fixture
def url(house: Installation) -> Iterator[str]:
    """The house over real HTTP, on a free port."""
    server = make_server("127.0.0.1", 0, house.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


def validator(name: str) -> Draft202012Validator:
    schema = {"$ref": f"#/components/schemas/{name}", "components": OPENAPI["components"]}
    return Draft202012Validator(schema)


@pytest.mark.shows("end-to-end-6")
def test_a_client_written_from_the_page_alone_pushes_1000_changes_and_another_pulls_them_equal(
    house: Installation, url: str
) -> None:
    import time

    house.clock.now = time.time_ns() // 1_000_000
    script = ROOT / "docs" / "examples" / "client.py"
    for other in ("ama", "ben", "sol"):
        house.app.config["CLOCK"] = house.clock
        words = [sys.executable, str(script), url, "ama", PASSWORD, other, PASSWORD]
        done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.strip().endswith(": equal")


def shape_of(block: Any) -> str | None:
    """Which of the document's shapes an example in the page is."""
    keys = {
        "error": "Error", "password": "Enrol", "bearer": "Enrolled", "sealed": "Envelope", "build": "Sync", "verdicts": "Answer",
    }  # fmt: skip
    return next((name for key, name in keys.items() if key in block), None)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: next(iter(block)))
def test_every_example_in_the_page_has_the_shape_it_stands_for(block: dict[str, Any]) -> None:
    name = shape_of(block)
    if name is None:
        assert parse(block["stamp"])
        made = json.dumps(block, ensure_ascii=False).replace("0199…", "0199aaaa-0000-7000-8000-000000000000")
        assert parse_change(made.encode()).makes
    else:
        problems = [e.message for e in validator(name).iter_errors(block) if e.validator != "pattern"]
        assert problems == []


def test_the_page_names_every_code_of_a_refusal() -> None:
    assert [code for code in REFUSED if f"`{code}`" not in PROTOCOL] == []
    raised = re.findall(
        r'Refused\(\s*"(\w+)"', "".join(p.read_text() for p in (ROOT / "peerpwa").rglob("*.py"))
    )
    assert set(raised) <= set(REFUSED)


def test_the_openapi_document_is_valid_and_served(house: Installation) -> None:
    served = house.app.test_client().get("/api/openapi.json").get_json()
    validate(served)
    routes = {rule.rule for rule in house.app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert routes == set(served["paths"])


def test_real_answers_have_the_documented_shapes(house: Installation) -> None:
    seen: list[tuple[str, dict[str, Any]]] = []
    ama = house.phone("ama")
    plain = ama.post

    def post(path: str, body: dict[str, Any], headers: Any) -> tuple[int, dict[str, Any]]:
        status, answer = plain(path, body, headers)
        seen.append((path if status == 200 else "error", answer))
        return status, answer

    ama.post = post
    ama.enrol("ama", PASSWORD)
    from peerpwa.demo.phone import Phone

    other = Phone(post, house.clock)
    other.enrol("ama", PASSWORD)
    other.save(other.change("conflict", "quick_log@1", QUICK))
    other.save(other.change("conflict", "quick_log@1", {}))
    other.sync()
    names = {"/api/enrol": "Enrolled", "/api/sync": "Answer", "error": "Error"}
    assert {path for path, _ in seen} == set(names)
    for path, answer in seen:
        assert [e.message for e in validator(names[path]).iter_errors(answer)] == []


def test_a_receipt_repeats_the_hash_of_the_sealed_bytes(house: Installation) -> None:
    from peerpwa.records.encoding import from_base64url

    ama = house.phone("ama")
    envelope = ama.save(ama.change("conflict", "quick_log@1", QUICK))
    _, answer = ama.push([envelope])
    digest = hashlib.sha256(from_base64url(envelope["sealed"])).digest()
    assert answer["verdicts"][0]["sha256"] == to_base64url(digest)
