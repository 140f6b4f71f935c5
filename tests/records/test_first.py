def test_smoke(centre, page):
    a = centre.log()
    b = centre.log(flags=["threat_harm"], safe_now="no")
    print(page("Ama"))
    print(page("Ben"))
    print(page("Sol"))
    print(page("Mira"))
    r = centre.write("Sol", "reading", {}, parent=a)
    centre.write("Sol", "reply", {"text": "ok"}, parent=a)
    e = centre.write("Ama", "escalation", {"about": b})
    centre.write("Sol", "acknowledgement", {}, parent=e)
    for x in page("Ama"):
        print("A", x)
    for x in page("Ben"):
        print("B", x)
    from peerpwa.records import read, feed
    from tests.records.conftest import viewer

    print(read.list_records(viewer("Sol"), read.Filters(), centre.now))
    print(read.list_asks(viewer("Sol"), centre.now))
    print(read.open_record(viewer("Sol"), a, centre.now))
    assert feed.verify(centre.id) is None
