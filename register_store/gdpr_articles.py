"""Articles of the GDPR as people cite them (pure; K6): "33.3.a" is art. 33(3)(a), AVG art. 33 lid 3 onder a."""


def cited(article: str, language: str) -> str:
    """The article in the words of this language; "" stays ""."""
    if not article:
        return ""
    number, *below = article.split(".")
    if language != "nl":
        return f"GDPR art. {number}" + "".join(f"({part})" for part in below)
    words = [f"{'lid' if part.isdigit() else 'onder'} {part}" for part in below]
    return " ".join([f"AVG art. {number}", *words])
