"""The consent texts that come with the program, for sites without one of their own.

They say what GDPR articles 7 and 13 ask for: who is responsible, what is stored, what for, on which ground, where and
how long, that it is voluntary and what the equal alternative is, how to withdraw, and where to complain.
"""

from __future__ import annotations

from collections.abc import Mapping

from facegate.domain.consent_texts import Phrases

DEFAULT_VERSION = "default-2"
"""Raised whenever a text or phrase below changes; records keep it together with the digest of the exact text."""

DEFAULT_LANGUAGE = "en"

_ENGLISH = """\
Consent to face recognition

Responsible: {controller}. Contact: {contact}.

Purpose: to recognise me at this gate and to record when I was there. My face is used for nothing else, is not judged \
by mood, age, sex or origin, and is not passed on.

What is stored: numbers that are computed from pictures of my face (templates), encrypted, together with my name, my \
identifier and what else is entered about me here. {pictures} {looks} Whenever I am recognised, the time is recorded \
under a random number that stands for me.

Where: on this computer. Nothing of my face is sent to the internet or to a cloud.

How long: templates and pictures until I withdraw, everything else about me until I use this gate no more. Then they \
are erased, in the program's own backup copies too. The recorded times stay under the random number, which then leads \
to nobody.

Voluntary: I may refuse. I then sign in at the same place with a card or a PIN, with the same rights, and nobody \
treats me any worse.

Withdrawal: I can take this consent back at any time and without a reason, at the contact above. What was done until \
then stays lawful. I can also ask for a copy of my data, for correction and for erasure, and complain to a data \
protection authority.

Legal ground: my explicit consent (GDPR, article 6(1)(a) and article 9(2)(a))."""

_GERMAN = """\
Einwilligung in die Gesichtserkennung

Verantwortlich: {controller}. Kontakt: {contact}.

Zweck: mich an diesem Zugang zu erkennen und festzuhalten, wann ich da war. Mein Gesicht wird für nichts anderes \
verwendet, nicht nach Stimmung, Alter, Geschlecht oder Herkunft beurteilt und nicht weitergegeben.

Was gespeichert wird: Zahlen, die aus Bildern meines Gesichts berechnet werden (Vorlagen), verschlüsselt, zusammen \
mit meinem Namen, meiner Kennung und dem, was hier sonst über mich eingetragen wird. {pictures} {looks} Jedes Mal, \
wenn ich erkannt werde, wird die Uhrzeit unter einer Zufallszahl festgehalten, die für mich steht.

Wo: auf diesem Computer. Nichts von meinem Gesicht wird ins Internet oder in eine Cloud übertragen.

Wie lange: Vorlagen und Bilder, bis ich widerrufe; alles andere über mich, bis ich diesen Zugang nicht mehr benutze. \
Dann wird es gelöscht, auch in den eigenen Sicherungskopien des Programms. Die festgehaltenen Zeiten bleiben unter der \
Zufallszahl, die dann zu niemandem mehr führt.

Freiwillig: Ich darf ablehnen. Dann melde ich mich an derselben Stelle mit Karte oder PIN an, mit denselben Rechten, \
und niemand behandelt mich deshalb schlechter.

Widerruf: Ich kann diese Einwilligung jederzeit und ohne Angabe von Gründen beim oben genannten Kontakt widerrufen. \
Was bis dahin geschah, bleibt rechtmäßig. Ich kann außerdem eine Kopie meiner Daten, ihre Berichtigung und ihre \
Löschung verlangen und mich bei einer Datenschutz-Aufsichtsbehörde beschweren.

Rechtsgrundlage: meine ausdrückliche Einwilligung (DSGVO, Artikel 6 Absatz 1 Buchstabe a und Artikel 9 Absatz 2 \
Buchstabe a)."""

DEFAULT_TEMPLATES: Mapping[str, str] = {"en": _ENGLISH, "de": _GERMAN}
"""By language, with gaps."""

PHRASES: Mapping[str, Phrases] = {
    "en": Phrases(
        controller="the organisation that runs this gate",
        contact="whoever enrols me here",
        pictures="The pictures themselves are kept too, encrypted.",
        no_pictures="The pictures themselves are not kept.",
        looks="The best template of each visit is kept for up to {days} days, encrypted, so that mistakes can be "
        "corrected.",
        updates="Where somebody confirms such a template as mine, it may be added to those that I am recognised by.",
    ),
    "de": Phrases(
        controller="die Organisation, die diesen Zugang betreibt",
        contact="die Person, die mich hier erfasst",
        pictures="Auch die Bilder selbst werden aufbewahrt, verschlüsselt.",
        no_pictures="Die Bilder selbst werden nicht aufbewahrt.",
        looks="Die beste Vorlage jedes Besuchs wird bis zu {days} Tage lang verschlüsselt aufbewahrt, damit Irrtümer "
        "berichtigt werden können.",
        updates="Bestätigt jemand eine solche Vorlage als meine, kann sie zu denen hinzukommen, an denen ich erkannt "
        "werde.",
    ),
}
"""Of the languages in which the program can say itself what a site keeps."""

EVERYWHERE = frozenset({"controller", "contact"})
"""Gaps that can be filled in every language."""

IN_WORDS = frozenset({"pictures", "looks"})
"""Gaps that need :data:`PHRASES` of the text's language."""
