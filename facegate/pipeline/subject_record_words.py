"""What lies beside a person's record: which file holds what, and what else article 15 of the GDPR lets them know."""

from __future__ import annotations

from collections.abc import Mapping

_ENGLISH = """\
YOUR DATA IN FACEGATE
Written on {day} by {program}.

Responsible: {controller}
Contact: {contact}

These are all data that this installation of FaceGate holds about you (GDPR, article 15). Keep them safe: with the
templates somebody could try to pass for you at a system of the same kind.

THE FILES
record.json     What is entered about you, your consents, how your samples were taken, and what is known of each
                reference. valid_from and valid_until are days, all moments are in UTC. PINs are stored only as a hash
                that does not lead back to them; whether there is one is said, the hash is left out, because it is of
                use only to whoever wants to guess the PIN.
templates.json  The numbers that were computed from your face, by reference (see record.json), and of each kept look
                at a visit. "model" is the program that computes them; "norm" is their length before they were scaled
                to length 1. null: the template is damaged and cannot be opened.
pictures/       The pictures of your enrolment, where this site keeps pictures.
consents/       The exact texts that you, or somebody on your behalf, agreed to.
events.csv      Every event about you: when, where, whether you were recognised, and what somebody corrected. "person"
                is you, or another person whose data are not yours to see. "distance" says how unlike a picture was
                to your templates, "threshold" how unlike it may be. Moments are in the time zone {zone}.
working_time.json
                Schedules that are yours alone, your leave and trips, why punches of yours were changed, and the minutes
                of your days.
audit.csv       Who changed something in your record, and when. Accounts are those of the operating system.

WHAT FOR
To recognise you at the gate and to record when you were there, on the ground of the consent in consents/. Whether
you are recognised is decided by a computer: your picture is compared with the templates; if the distance is below
the threshold and no other person is nearly as close, you are recognised.

WHERE FROM
From the pictures of your enrolment, from what was entered about you, and from the camera at the gate.

WHO RECEIVES THEM
FaceGate passes templates and pictures on to nobody. Who gets lists of attendance is known at the contact above.

HOW LONG
Templates, pictures and looks until you withdraw your consent; kept looks for the days that the consent text says. The
rest of your record until it is erased. Events stay, under a random number that leads to nobody after the erasure.

YOUR RIGHTS
You may have these data corrected, erased or restricted, take your consent back at any time, have what you provided
in this machine-readable form, and complain to a data protection authority. Turn to the contact above.
{extra}"""

_GERMAN = """\
IHRE DATEN IN FACEGATE
Erstellt am {day} von {program}.

Verantwortlich: {controller}
Kontakt: {contact}

Dies sind alle Daten, die diese Installation von FaceGate über Sie gespeichert hat (DSGVO, Artikel 15). Bewahren Sie sie
sicher auf: Mit den Gesichtsvorlagen könnte jemand versuchen, sich an einem gleichartigen System als Sie auszugeben.

DIE DATEIEN
record.json     Was über Sie eingetragen ist, Ihre Einwilligungen, wie Ihre Proben genommen wurden und was über jede
                Referenz bekannt ist. valid_from und valid_until sind Tage, alle Zeitpunkte sind in UTC. PINs sind nur
                als Prüfwert gespeichert, der nicht zu ihnen zurückführt; ob es einen gibt, steht da, er selbst nicht,
                denn er nützt nur dem, der die PIN erraten will.
templates.json  Die Zahlen, die aus Ihrem Gesicht berechnet wurden (Vorlagen), je Referenz (siehe record.json) und je
                aufbewahrtem Blick bei einem Besuch. „model“ ist das Programm, das sie berechnet, „norm“ ihre Länge,
                bevor sie auf die Länge 1 gebracht wurden. null: Die Vorlage ist beschädigt und lässt sich nicht öffnen.
pictures/       Die Bilder Ihrer Aufnahme, wo diese Stelle Bilder aufbewahrt.
consents/       Die genauen Texte, in die Sie oder jemand für Sie eingewilligt hat.
events.csv      Alle Ereignisse über Sie: wann, wo, ob Sie erkannt wurden und was jemand berichtigt hat. „person“ ist
                „you“ (Sie) oder „another person“ (jemand anderes, dessen Daten Ihnen nicht zustehen). „distance“ sagt,
                wie unähnlich ein Bild Ihren Vorlagen war, „threshold“, wie unähnlich es sein darf. Zeitpunkte sind in
                der Zeitzone {zone}.
working_time.json
                Arbeitspläne nur für Sie, Ihr Urlaub und Ihre Dienstreisen, warum Buchungen von Ihnen geändert wurden,
                und die Minuten Ihrer Tage.
audit.csv       Wer wann etwas an Ihrem Datensatz geändert hat. Konten sind die des Betriebssystems.

WOZU
Um Sie am Zugang zu erkennen und festzuhalten, wann Sie da waren, auf Grundlage der Einwilligung in consents/. Ob Sie
erkannt werden, entscheidet ein Computer: Ihr Bild wird mit den Vorlagen verglichen; liegt der Abstand unter der
Schwelle und ist niemand sonst annähernd so nah, gelten Sie als erkannt.

WOHER
Aus den Bildern Ihrer Aufnahme, aus dem, was über Sie eingetragen wurde, und von der Kamera am Zugang.

WER SIE BEKOMMT
FaceGate gibt Vorlagen und Bilder an niemanden weiter. Wer Anwesenheitslisten bekommt, weiß der oben genannte Kontakt.

WIE LANGE
Vorlagen, Bilder und Blicke, bis Sie Ihre Einwilligung widerrufen; aufbewahrte Blicke so viele Tage, wie der Text der
Einwilligung sagt. Der übrige Datensatz, bis er gelöscht wird. Ereignisse bleiben, unter einer Zufallszahl, die nach der
Löschung zu niemandem mehr führt.

IHRE RECHTE
Sie können diese Daten berichtigen, löschen oder einschränken lassen, Ihre Einwilligung jederzeit widerrufen, was Sie
bereitgestellt haben in dieser maschinenlesbaren Form erhalten und sich bei einer Datenschutz-Aufsichtsbehörde
beschweren. Wenden Sie sich an den oben genannten Kontakt.
{extra}"""

_NEGATIVES = {
    "en": """
Besides, {number} pictures of other people that were once taken for you are kept as templates, so that this does not
happen again. They are those people's data, so they are not in here.
""",
    "de": """
Außerdem sind Vorlagen von {number} Bildern anderer Personen aufbewahrt, die einmal für Sie gehalten wurden, damit das
nicht wieder geschieht. Es sind deren Daten; darum sind sie hier nicht enthalten.
""",
}

_TEXTS = {"en": _ENGLISH, "de": _GERMAN}


def readme(language: str, fields: Mapping[str, str], negatives: int) -> str:
    """The text of README.txt.

    Args:
        language: BCP 47 tag; English where there is no text in it.
        fields: ``day``, ``program``, ``controller``, ``contact`` and ``zone``.
        negatives: looks of others that were taken for the person.
    """
    known = language.partition("-")[0].lower()
    known = known if known in _TEXTS else "en"
    extra = _NEGATIVES[known].format(number=negatives) if negatives else ""
    return _TEXTS[known].format(**fields, extra=extra)
