"""How hard a text is to read in English, by a formula that anybody can check.

The Flesch-Kincaid grade (Kincaid and others, 1975) is 0.39 × words a sentence + 11.8 × syllables a word - 15.59.
Syllables are counted by rules of spelling and a short list of words that break them.
"""

import re

WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?…:;]+(?=\s|$)|\n")
VOWELS = re.compile(r"[aeiouy]+")
# An e that isn't heard: names, asked, made, careful, safety.
SILENT = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiouy]l)(?<![cgsxz])(?<![cs]h)es$"
    r"|(?<=[^aeiouydt])ed$"
    r"|(?<=[^aeiouy])(?<![^aeiouy]l)e$"
    r"|(?<=[aeiouy][^aeiouy])e(?=(?:ful|less|ment|ness|li|ly|ty$))"
)
# Vowels that stand together and are heard apart: radio, client, quiet, going, actual, idea, suicide, earlier.
APART = re.compile(
    r"(?<![cghlnst])i[aou]|(?<![ct])ien|iet|[aeou]y?ing$|(?<!q)ua(?=l)|area|idea|react|creat|poem|uici|oyee"
    r"|[^aeiou]ier$"
)
COUNTED = {
    "business": 2, "centre": 2, "every": 2, "everyone": 3, "everything": 3, "lion": 2, "outside": 2, "science": 2,
    "someone": 2, "something": 2, "sometimes": 2, "theatre": 3, "pier": 1,
}  # fmt: skip


def to_words(text: str) -> list[str]:
    """The words of a text; a number is read as one short word, a sign as none."""
    return WORD.findall(re.sub(r"\d+", "ten", text))


def syllables_of(word: str) -> int:
    word = word.lower().replace("’", "'")
    stem, _, ending = word.partition("'")
    extra = ending == "t" and stem[-2:] in ("dn", "sn")  # didn't, isn't
    if stem in COUNTED:
        return COUNTED[stem]
    heard = len(VOWELS.findall(SILENT.sub("", stem)))
    return max(1, heard + len(APART.findall(stem)) + extra)


def sentences_of(text: str) -> list[list[str]]:
    """The words of each sentence; a colon, a semicolon or a line's end closes one, as a reader pauses there."""
    return [words for words in map(to_words, SENTENCE.split(text)) if words]


def grade_of(text: str) -> float:
    """The Flesch-Kincaid grade: 6.9 is still the sixth grade."""
    sentences = sentences_of(text)
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(map(syllables_of, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
