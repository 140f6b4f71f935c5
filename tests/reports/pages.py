"""What a report's page says, read as a person would."""

import re


def cells(page: str, id: str) -> list[str]:
    """The cells of a measure's row, or of the rows of its card."""
    part = page.split(f'data-measure="{id}"')[1]
    part = (
        part.split("</section>")[0]
        if part.index(">") > part.find(" aria-label") > -1
        else part.split("</tr>")[0]
    )
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", part, re.S)]


def main_of(page: str) -> str:
    return page.split("<main")[1].split("</main>")[0]
