<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>AboutDialog</name>
    <message>
      <source>About FaceGate</source>
      <translation>Über FaceGate</translation>
    </message>
    <message>
      <source>Version {version}</source>
      <translation>Version {version}</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Everything stays on this computer: no account, no cloud.</source>
      <translation>Alles bleibt auf diesem Rechner: kein Konto, keine Cloud.</translation>
    </message>
    <message>
      <source>FaceGate is free software (MIT). It uses Qt {version} (LGPL-3.0) and other libraries.</source>
      <translation>FaceGate ist freie Software (MIT). Es verwendet Qt {version} (LGPL-3.0) und weitere Bibliotheken.</translation>
    </message>
    <message>
      <source>&amp;Attack detection: what it can and cannot do…</source>
      <translation>&amp;Täuschungserkennung: Möglichkeiten und Grenzen …</translation>
    </message>
  </context>
  <context>
    <name>AbsenceForm</name>
    <message>
      <source>First day</source>
      <translation>Erster Tag</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Letzter Tag</translation>
    </message>
    <message>
      <source>How much of each day</source>
      <translation>Wie viel von jedem Tag</translation>
    </message>
    <message>
      <source>Pa&amp;id</source>
      <translation>Be&amp;zahlt</translation>
    </message>
    <message>
      <source>&amp;Person</source>
      <translation>&amp;Person</translation>
    </message>
    <message>
      <source>Absence</source>
      <translation>Abwesenheit</translation>
    </message>
    <message>
      <source>&amp;From</source>
      <translation>&amp;Von</translation>
    </message>
    <message>
      <source>&amp;Until</source>
      <translation>&amp;Bis</translation>
    </message>
    <message>
      <source>&amp;Each day</source>
      <translation>Je &amp;Tag</translation>
    </message>
    <message>
      <source>Nothing is worked, and nothing is missing, such as for holiday or illness.</source>
      <translation>Keine Arbeit und keine Fehlzeit, etwa bei Urlaub oder Krankheit.</translation>
    </message>
    <message>
      <source>Counts as worked.</source>
      <translation>Zählt als gearbeitet.</translation>
    </message>
    <message>
      <source>Calendar days: {number}</source>
      <translation>Kalendertage: {number}</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>Person</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Art</translation>
    </message>
    <message>
      <source>Each day</source>
      <translation>Je Tag</translation>
    </message>
    <message>
      <source>Paid</source>
      <translation>Bezahlt</translation>
    </message>
  </context>
  <context>
    <name>Access</name>
    <message>
      <source>your access is not valid at present</source>
      <translation>Ihr Zutritt gilt zurzeit nicht</translation>
    </message>
    <message>
      <source>the door is out of order – please ask</source>
      <translation>die Tür ist gestört – bitte nachfragen</translation>
    </message>
    <message>
      <source>too slow – please look again</source>
      <translation>zu langsam – bitte noch einmal schauen</translation>
    </message>
    <message>
      <source>nobody on record</source>
      <translation>niemand Erfasstes</translation>
    </message>
    <message>
      <source>the doors are locked down</source>
      <translation>die Türen sind gesperrt</translation>
    </message>
    <message>
      <source>not through this door</source>
      <translation>nicht durch diese Tür</translation>
    </message>
    <message>
      <source>outside your hours</source>
      <translation>außerhalb Ihrer Zeiten</translation>
    </message>
    <message>
      <source>one more proof, please</source>
      <translation>bitte noch ein Nachweis</translation>
    </message>
    <message>
      <source>you are inside already</source>
      <translation>Sie sind schon drinnen</translation>
    </message>
    <message>
      <source>you were last seen somewhere else</source>
      <translation>Sie wurden zuletzt woanders gesehen</translation>
    </message>
    <message>
      <source>you came in only a moment ago</source>
      <translation>Sie sind eben erst eingetreten</translation>
    </message>
    <message>
      <source>it is full inside</source>
      <translation>drinnen ist es voll</translation>
    </message>
    <message>
      <source>a second person has to come, too</source>
      <translation>eine zweite Person muss dazukommen</translation>
    </message>
    <message>
      <source>no person was seen, only a picture</source>
      <translation>keine Person gesehen, nur ein Bild</translation>
    </message>
    <message>
      <source>please look into the camera again</source>
      <translation>bitte noch einmal in die Kamera schauen</translation>
    </message>
    <message>
      <source>not by face at present – please use card and PIN</source>
      <translation>zurzeit nicht mit dem Gesicht – bitte Karte und PIN benutzen</translation>
    </message>
    <message>
      <source>now look into the camera, please</source>
      <translation>bitte jetzt in die Kamera schauen</translation>
    </message>
    <message>
      <source>now your card and PIN, please</source>
      <translation>jetzt bitte Karte und PIN</translation>
    </message>
    <message>
      <source>now your number and PIN, please</source>
      <translation>jetzt bitte Nummer und PIN</translation>
    </message>
    <message>
      <source>now your card, please</source>
      <translation>jetzt bitte die Karte</translation>
    </message>
    <message>
      <source>Allowed</source>
      <translation>Zugelassen</translation>
    </message>
    <message>
      <source>Allowed, together with a second person</source>
      <translation>Zugelassen, zusammen mit einer zweiten Person</translation>
    </message>
    <message>
      <source>Allowed: the door is free</source>
      <translation>Zugelassen: die Tür ist frei</translation>
    </message>
    <message>
      <source>Denied: the plan of the doors has a fault</source>
      <translation>Abgelehnt: der Türplan hat einen Fehler</translation>
    </message>
    <message>
      <source>Denied: the door is not in the plan</source>
      <translation>Abgelehnt: die Tür steht nicht im Plan</translation>
    </message>
    <message>
      <source>Denied: an error stopped the decision</source>
      <translation>Abgelehnt: ein Fehler brach die Entscheidung ab</translation>
    </message>
    <message>
      <source>Denied: it was seen too long ago</source>
      <translation>Abgelehnt: zu lange her</translation>
    </message>
    <message>
      <source>Denied: nobody on record</source>
      <translation>Abgelehnt: niemand Erfasstes</translation>
    </message>
    <message>
      <source>Denied: lock-down</source>
      <translation>Abgelehnt: Türsperre</translation>
    </message>
    <message>
      <source>Denied: suspended</source>
      <translation>Abgelehnt: Person gesperrt</translation>
    </message>
    <message>
      <source>Denied: outside their validity</source>
      <translation>Abgelehnt: außerhalb der Gültigkeit</translation>
    </message>
    <message>
      <source>Denied: the watch list refuses them</source>
      <translation>Abgelehnt: durch die Beobachtungsliste</translation>
    </message>
    <message>
      <source>Denied: no rule lets them in</source>
      <translation>Abgelehnt: keine Regel gibt Zutritt</translation>
    </message>
    <message>
      <source>Denied: outside their hours</source>
      <translation>Abgelehnt: außerhalb der Zeiten</translation>
    </message>
    <message>
      <source>Denied: a rule keeps them out</source>
      <translation>Abgelehnt: durch eine Regel</translation>
    </message>
    <message>
      <source>Not yet: something else has to be shown</source>
      <translation>Noch nicht: ein weiterer Nachweis fehlt</translation>
    </message>
    <message>
      <source>Denied: they are inside already</source>
      <translation>Abgelehnt: schon drinnen</translation>
    </message>
    <message>
      <source>Denied: they are in a zone from which this door does not lead</source>
      <translation>Abgelehnt: in einer Zone, aus der diese Tür nicht führt</translation>
    </message>
    <message>
      <source>Denied: they entered too short a time ago</source>
      <translation>Abgelehnt: vor zu kurzer Zeit eingetreten</translation>
    </message>
    <message>
      <source>Denied: the zone is full</source>
      <translation>Abgelehnt: die Zone ist voll</translation>
    </message>
    <message>
      <source>Not yet: a second person has to come</source>
      <translation>Noch nicht: eine zweite Person muss kommen</translation>
    </message>
    <message>
      <source>Denied: a picture of them was held up</source>
      <translation>Abgelehnt: ein Bild der Person wurde vorgehalten</translation>
    </message>
    <message>
      <source>Denied: it is not sure that a person stood there</source>
      <translation>Abgelehnt: unklar, ob dort eine Person stand</translation>
    </message>
    <message>
      <source>Denied: nothing looked whether a person stood there</source>
      <translation>Abgelehnt: nichts prüfte, ob dort eine Person stand</translation>
    </message>
    <message>
      <source>Denied: their face is blocked here for a while</source>
      <translation>Abgelehnt: das Gesicht ist hier vorübergehend gesperrt</translation>
    </message>
    <message>
      <source>Somebody is being forced: the PIN for duress was typed</source>
      <translation>Jemand wird gezwungen: Die Bedrohungs-PIN wurde eingetippt</translation>
    </message>
    <message>
      <source>Somebody on the watch list was seen</source>
      <translation>Jemand von der Beobachtungsliste wurde gesehen</translation>
    </message>
    <message>
      <source>Let in although they are inside already, or somewhere else</source>
      <translation>Eingelassen, obwohl schon drinnen oder woanders</translation>
    </message>
    <message>
      <source>The zone is nearly full</source>
      <translation>Die Zone ist fast voll</translation>
    </message>
    <message>
      <source>A limit was passed over, because there is no other way out</source>
      <translation>Eine Grenze wurde übergangen, weil es keinen anderen Ausweg gibt</translation>
    </message>
    <message>
      <source>A picture or a screen was held up in place of a face</source>
      <translation>Statt eines Gesichts wurde ein Bild oder Bildschirm vorgehalten</translation>
    </message>
    <message>
      <source>They left by a way that nobody watches</source>
      <translation>Auf unbeobachtetem Weg gegangen</translation>
    </message>
    <message>
      <source>They left with others and were not recognised</source>
      <translation>Mit anderen gegangen und nicht erkannt</translation>
    </message>
    <message>
      <source>It was somebody else who came in</source>
      <translation>Jemand anderes kam herein</translation>
    </message>
    <message>
      <source>The door opened, and they did not go in</source>
      <translation>Die Tür öffnete, aber niemand trat ein</translation>
    </message>
    <message>
      <source>Another reason</source>
      <translation>Anderer Grund</translation>
    </message>
    <message>
      <source>The door was opened without an order: forced, or from inside</source>
      <translation>Die Tür wurde ohne Auftrag geöffnet: aufgebrochen oder von innen</translation>
    </message>
    <message>
      <source>The door is held open</source>
      <translation>Die Tür wird offen gehalten</translation>
    </message>
    <message>
      <source>The door could not be opened</source>
      <translation>Die Tür ließ sich nicht öffnen</translation>
    </message>
    <message>
      <source>The door may still be open: its output was lost</source>
      <translation>Die Tür ist vielleicht noch offen: Ihr Schaltausgang ging verloren</translation>
    </message>
    <message>
      <source>The plan of the doors has a fault: {problem}</source>
      <translation>Der Türplan hat einen Fehler: {problem}</translation>
    </message>
    <message>
      <source>Seen {seconds} s ago, at most {most} s</source>
      <translation>Vor {seconds} s gesehen, höchstens {most} s</translation>
    </message>
    <message>
      <source>Seen {seconds} s ago, more than {most} s: somebody else may stand there now</source>
      <translation>Vor {seconds} s gesehen, mehr als {most} s: Jetzt steht dort vielleicht jemand anderes</translation>
    </message>
    <message>
      <source>Door {door}</source>
      <translation>Tür {door}</translation>
    </message>
    <message>
      <source>Door {door}: it, or a zone of it, is not in the plan</source>
      <translation>Tür {door}: Sie oder eine ihrer Zonen steht nicht im Plan</translation>
    </message>
    <message>
      <source>Identified as somebody on record</source>
      <translation>Als erfasste Person erkannt</translation>
    </message>
    <message>
      <source>Nobody on record</source>
      <translation>Niemand Erfasstes</translation>
    </message>
    <message>
      <source>The door is free: everybody who is identified may pass</source>
      <translation>Die Tür ist frei: Alle Erkannten dürfen durch</translation>
    </message>
    <message>
      <source>A person stands there, not a picture of one</source>
      <translation>Dort steht eine Person, nicht ihr Bild</translation>
    </message>
    <message>
      <source>It was not found that a person stands there</source>
      <translation>Nicht festgestellt, dass dort eine Person steht</translation>
    </message>
    <message>
      <source>No lock-down</source>
      <translation>Keine Türsperre</translation>
    </message>
    <message>
      <source>A lock-down is in force</source>
      <translation>Eine Türsperre gilt</translation>
    </message>
    <message>
      <source>Not suspended</source>
      <translation>Nicht gesperrt</translation>
    </message>
    <message>
      <source>Suspended</source>
      <translation>Gesperrt</translation>
    </message>
    <message>
      <source>{today} is within their validity</source>
      <translation>{today} liegt in der Gültigkeit</translation>
    </message>
    <message>
      <source>{today} is outside their validity ({first} to {last})</source>
      <translation>{today} liegt außerhalb der Gültigkeit ({first} bis {last})</translation>
    </message>
    <message>
      <source>On the watch list: an alarm, and nothing else</source>
      <translation>Auf der Beobachtungsliste: nur Alarm</translation>
    </message>
    <message>
      <source>On the watch list, which refuses them</source>
      <translation>Auf der Beobachtungsliste, die abweist</translation>
    </message>
    <message>
      <source>Rule {rule} is about others</source>
      <translation>Regel {rule} betrifft andere</translation>
    </message>
    <message>
      <source>Rule {rule} does not hold on that day</source>
      <translation>Regel {rule} gilt an diesem Tag nicht</translation>
    </message>
    <message>
      <source>Rule {rule} does not hold at that time</source>
      <translation>Regel {rule} gilt zu dieser Zeit nicht</translation>
    </message>
    <message>
      <source>Rule {rule} lets them in</source>
      <translation>Regel {rule} gibt Zutritt</translation>
    </message>
    <message>
      <source>Rule {rule} keeps them out</source>
      <translation>Regel {rule} verwehrt den Zutritt</translation>
    </message>
    <message>
      <source>No rule lets them into {zone} then</source>
      <translation>Keine Regel gibt dann Zutritt zu {zone}</translation>
    </message>
    <message>
      <source>What was shown is enough for rule {rule}</source>
      <translation>Die Nachweise genügen für Regel {rule}</translation>
    </message>
    <message>
      <source>Rule {rule} asks for more: {missing}</source>
      <translation>Regel {rule} verlangt mehr: {missing}</translation>
    </message>
    <message>
      <source>Anti-passback of {zone}: nothing speaks against it</source>
      <translation>Wiedereintrittssperre von {zone}: nichts spricht dagegen</translation>
    </message>
    <message>
      <source>Anti-passback of {zone}: they are there already, or where this door does not begin</source>
      <translation>Wiedereintrittssperre von {zone}: schon dort oder woanders als vor dieser Tür</translation>
    </message>
    <message>
      <source>Others inside: {inside}, limit {limit}</source>
      <translation>Andere drinnen: {inside}, Grenze {limit}</translation>
    </message>
    <message>
      <source>Full. Others inside: {inside}, limit {limit}</source>
      <translation>Voll. Andere drinnen: {inside}, Grenze {limit}</translation>
    </message>
    <message>
      <source>Not alone there. Others inside: {inside}, or entering with a second person</source>
      <translation>Dort nicht allein. Andere drinnen: {inside}, oder Eintritt mit einer zweiten Person</translation>
    </message>
    <message>
      <source>Nobody may be there alone: a second person has to come</source>
      <translation>Niemand darf dort allein sein: Eine zweite Person muss kommen</translation>
    </message>
    <message>
      <source>Passed over, because zone {zone} has no other way out</source>
      <translation>Übergangen, weil die Zone {zone} keinen anderen Ausweg hat</translation>
    </message>
    <message>
      <source>Deciding failed: {kind}</source>
      <translation>Entscheidung gescheitert: {kind}</translation>
    </message>
    <message>
      <source>face</source>
      <translation>Gesicht</translation>
    </message>
    <message>
      <source>card</source>
      <translation>Karte</translation>
    </message>
    <message>
      <source>PIN</source>
      <translation>PIN</translation>
    </message>
    <message>
      <source>Face</source>
      <translation>Gesicht</translation>
    </message>
    <message>
      <source>Face and card</source>
      <translation>Gesicht und Karte</translation>
    </message>
    <message>
      <source>Face and PIN</source>
      <translation>Gesicht und PIN</translation>
    </message>
    <message>
      <source>Card or number with PIN</source>
      <translation>Karte oder Nummer mit PIN</translation>
    </message>
    <message>
      <source>Nothing</source>
      <translation>Ohne Folgen</translation>
    </message>
    <message>
      <source>They are let in, and an alarm says so</source>
      <translation>Zutritt mit Alarm</translation>
    </message>
    <message>
      <source>They are not let in until they left</source>
      <translation>Kein Zutritt bis zum Verlassen</translation>
    </message>
    <message>
      <source>They are not let in for some minutes</source>
      <translation>Einige Minuten kein Zutritt</translation>
    </message>
    <message>
      <source>Lets in</source>
      <translation>Gibt Zutritt</translation>
    </message>
    <message>
      <source>Keeps out</source>
      <translation>Verwehrt Zutritt</translation>
    </message>
    <message>
      <source>As on other days</source>
      <translation>Wie an anderen Tagen</translation>
    </message>
    <message>
      <source>Closed</source>
      <translation>Geschlossen</translation>
    </message>
    <message>
      <source>Hours of their own</source>
      <translation>Eigene Zeiten</translation>
    </message>
    <message>
      <source>Dry run: nothing was moved, because the settings say so.</source>
      <translation>Probelauf: Nichts wurde bewegt, weil die Einstellungen es so wollen.</translation>
    </message>
    <message>
      <source>Nothing was moved.</source>
      <translation>Nichts wurde bewegt.</translation>
    </message>
    <message>
      <source>The output was pulsed.</source>
      <translation>Der Schaltausgang wurde geschaltet.</translation>
    </message>
    <message>
      <source>It did not open.</source>
      <translation>Sie hat nicht geöffnet.</translation>
    </message>
    <message>
      <source>The order came too late, and was not carried out.</source>
      <translation>Der Befehl kam zu spät und wurde nicht ausgeführt.</translation>
    </message>
    <message>
      <source>The order left, and no answer came: the door may or may not have opened.</source>
      <translation>Der Befehl ging ab, aber keine Antwort kam: Ob die Tür geöffnet hat, ist ungewiss.</translation>
    </message>
    <message>
      <source>The output was lost in the pulse: look whether the door is open.</source>
      <translation>Der Schaltausgang ging beim Schalten verloren: Bitte nachsehen, ob die Tür offen ist.</translation>
    </message>
    <message>
      <source>{door}: {said}</source>
      <translation>{door}: {said}</translation>
    </message>
    <message>
      <source>Dry run: nothing was moved</source>
      <translation>Probelauf: nichts wurde bewegt</translation>
    </message>
    <message>
      <source>The door was closed</source>
      <translation>Die Tür wurde geschlossen</translation>
    </message>
    <message>
      <source>Opened once by {actor}</source>
      <translation>Einmal geöffnet von {actor}</translation>
    </message>
    <message>
      <source>Lock-down by {actor}</source>
      <translation>Türsperre durch {actor}</translation>
    </message>
    <message>
      <source>Lock-down ended by {actor}</source>
      <translation>Türsperre beendet von {actor}</translation>
    </message>
    <message>
      <source>Alarm acknowledged by {actor}</source>
      <translation>Alarm quittiert von {actor}</translation>
    </message>
    <message>
      <source>Taken off the list of who is inside by {actor}</source>
      <translation>Von der Anwesenheitsliste genommen von {actor}</translation>
    </message>
    <message>
      <source>No access</source>
      <translation>Kein Zutritt</translation>
    </message>
    <message>
      <source>Not yet</source>
      <translation>Noch nicht</translation>
    </message>
    <message>
      <source>the door is not moved from here</source>
      <translation>die Tür wird nicht von hier aus geöffnet</translation>
    </message>
    <message>
      <source>Access allowed</source>
      <translation>Zutritt erlaubt</translation>
    </message>
    <message>
      <source>Door open</source>
      <translation>Tür offen</translation>
    </message>
    <message>
      <source>dry run</source>
      <translation>Probelauf</translation>
    </message>
    <message>
      <source>the door did not answer – please try again or ask</source>
      <translation>die Tür hat nicht geantwortet – bitte erneut versuchen oder nachfragen</translation>
    </message>
  </context>
  <context>
    <name>AccessPreview</name>
    <message>
      <source>Door</source>
      <translation>Tür</translation>
    </message>
    <message>
      <source>Day</source>
      <translation>Tag</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>As if a &amp;lock-down were in force</source>
      <translation>Als gälte eine Türspe&amp;rre</translation>
    </message>
    <message>
      <source>&amp;Now</source>
      <translation>&amp;Jetzt</translation>
    </message>
    <message>
      <source>Choose a person and a door.</source>
      <translation>Bitte Person und Tür wählen.</translation>
    </message>
    <message>
      <source>&amp;Person</source>
      <translation>&amp;Person</translation>
    </message>
    <message>
      <source>&amp;Door</source>
      <translation>&amp;Tür</translation>
    </message>
    <message>
      <source>Da&amp;y, at the site</source>
      <translation>Ta&amp;g am Standort</translation>
    </message>
    <message>
      <source>&amp;Time</source>
      <translation>&amp;Uhrzeit</translation>
    </message>
    <message>
      <source>What they show</source>
      <translation>Nachweise</translation>
    </message>
    <message>
      <source>looked at the next one</source>
      <translation>weiter zur nächsten</translation>
    </message>
    <message>
      <source>speaks for it</source>
      <translation>spricht dafür</translation>
    </message>
    <message>
      <source>speaks against it</source>
      <translation>spricht dagegen</translation>
    </message>
    <message>
      <source>An operator would be told</source>
      <translation>Die Aufsicht bekäme gemeldet</translation>
    </message>
  </context>
  <context>
    <name>ActingDialog</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>People: {done} of {total}</source>
      <translation>Personen: {done} von {total}</translation>
    </message>
    <message>
      <source>Cancelled. What was done before stays done.</source>
      <translation>Abgebrochen. Was schon geschehen ist, bleibt.</translation>
    </message>
  </context>
  <context>
    <name>AddPersonDialog</name>
    <message>
      <source>Add without a face</source>
      <translation>Ohne Gesicht hinzufügen</translation>
    </message>
    <message>
      <source>The person declines face &amp;recognition</source>
      <translation>Die Person lehnt Gesichts&amp;erkennung ab</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Add the p&amp;erson</source>
      <translation>Person &amp;hinzufügen</translation>
    </message>
    <message>
      <source>They sign in with card or PIN, on the same screen. Nothing of their face is stored.</source>
      <translation>Anmeldung mit Karte oder PIN, am selben Bildschirm. Vom Gesicht wird nichts gespeichert.</translation>
    </message>
    <message>
      <source>PIN, if they are to have one</source>
      <translation>PIN, falls gewünscht</translation>
    </message>
    <message>
      <source>It is recorded with the day. Leave it open if they are only enrolled later.</source>
      <translation>Wird mit dem Tag festgehalten. Offen lassen, wenn die Aufnahme erst später folgt.</translation>
    </message>
    <message>
      <source>Without card and PIN they cannot sign in yet.</source>
      <translation>Ohne Karte und PIN ist noch keine Anmeldung möglich.</translation>
    </message>
    <message>
      <source>Adding a person</source>
      <translation>Eine Person wird hinzugefügt</translation>
    </message>
  </context>
  <context>
    <name>AgreedTextDialog</name>
    <message>
      <source>Consent on record</source>
      <translation>Erfasste Einwilligung</translation>
    </message>
    <message>
      <source>Attested by {account}</source>
      <translation>Bestätigt von {account}</translation>
    </message>
    <message>
      <source>Given on the screen, with {account}</source>
      <translation>Am Bildschirm erteilt, Konto: {account}</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>The text itself is not there any more; its digest is on record.</source>
      <translation>Der Text selbst ist nicht mehr da; seine Prüfsumme ist erfasst.</translation>
    </message>
  </context>
  <context>
    <name>AlarmList</name>
    <message>
      <source>Alarms</source>
      <translation>Alarme</translation>
    </message>
    <message>
      <source>No alarms</source>
      <translation>Keine Alarme</translation>
    </message>
    <message>
      <source>Whatever an operator should see to appears here: a PIN for duress, the watch list, a full zone, somebody who went in twice, a door that does not close.</source>
      <translation>Hier erscheint, worum sich die Aufsicht kümmern sollte: eine Bedrohungs-PIN, die Beobachtungsliste, eine volle Zone, jemand, der zweimal eintrat, eine Tür, die nicht schließt.</translation>
    </message>
    <message>
      <source>I see to &amp;it</source>
      <translation>&amp;Ich kümmere mich</translation>
    </message>
    <message>
      <source>Acknowledge the chosen alarm; it is logged with your name</source>
      <translation>Den gewählten Alarm quittieren; wird mit Ihrem Namen protokolliert</translation>
    </message>
    <message>
      <source>Acknowledge &amp;all</source>
      <translation>&amp;Alle quittieren</translation>
    </message>
    <message>
      <source>Alarms at doors are never shown on the live page unless this screen is an operator’s.</source>
      <translation>Alarme an Türen erscheinen auf der Live-Seite nur, wenn dieser Bildschirm der Aufsicht gehört.</translation>
    </message>
  </context>
  <context>
    <name>AlarmsModel</name>
    <message>
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>Alarm</source>
      <translation>Alarm</translation>
    </message>
    <message>
      <source>Door</source>
      <translation>Tür</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>Person</translation>
    </message>
  </context>
  <context>
    <name>ApprovalsPart</name>
    <message>
      <source>Asked for</source>
      <translation>Beantragt</translation>
    </message>
    <message>
      <source>By</source>
      <translation>Von</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>Person</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Änderung</translation>
    </message>
    <message>
      <source>Punch</source>
      <translation>Stempelung</translation>
    </message>
    <message>
      <source>Direction</source>
      <translation>Richtung</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Grund</translation>
    </message>
    <message>
      <source>Changes that wait</source>
      <translation>Wartende Änderungen</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>&amp;Approve</source>
      <translation>&amp;Genehmigen</translation>
    </message>
    <message>
      <source>&amp;Reject</source>
      <translation>Ab&amp;lehnen</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>Wird gelesen …</translation>
    </message>
    <message>
      <source>Approving</source>
      <translation>Genehmigung</translation>
    </message>
    <message>
      <source>Rejecting</source>
      <translation>Ablehnung</translation>
    </message>
    <message>
      <source>Nothing waits</source>
      <translation>Nichts wartet</translation>
    </message>
    <message>
      <source>Changes of punches wait here until a second person has looked at them.</source>
      <translation>Geänderte Stempelungen warten hier, bis eine zweite Person sie angesehen hat.</translation>
    </message>
    <message>
      <source>Changes of punches count at once. That a second person has to approve them can be chosen under Working time, Punches.</source>
      <translation>Geänderte Stempelungen zählen sofort. Dass eine zweite Person sie genehmigen muss, lässt sich unter „Arbeitszeit“, „Stempelregeln“ wählen.</translation>
    </message>
    <message>
      <source>Nobody decides on a change that they asked for themselves.</source>
      <translation>Über eine selbst beantragte Änderung entscheidet man nicht selbst.</translation>
    </message>
  </context>
  <context>
    <name>AssignmentForm</name>
    <message>
      <source>Schedule</source>
      <translation>Arbeitsplan</translation>
    </message>
    <message>
      <source>Shift or rotation</source>
      <translation>Schicht oder Wechselplan</translation>
    </message>
    <message>
      <source>Calendar</source>
      <translation>Kalender</translation>
    </message>
    <message>
      <source>that of the next assignment in order</source>
      <translation>wie in der nächstrangigen Zuordnung</translation>
    </message>
    <message>
      <source>Is worked on public &amp;holidays, too</source>
      <translation>Auch an &amp;Feiertagen</translation>
    </message>
    <message>
      <source>&amp;Shift or rotation</source>
      <translation>Schicht oder &amp;Wechselplan</translation>
    </message>
    <message>
      <source>Says which days are weekend and which are public holidays.</source>
      <translation>Sagt, welche Tage Wochenende und welche Feiertage sind.</translation>
    </message>
    <message>
      <source>&amp;Calendar</source>
      <translation>&amp;Kalender</translation>
    </message>
    <message>
      <source>&amp;Everybody</source>
      <translation>&amp;Alle</translation>
    </message>
    <message>
      <source>A &amp;department</source>
      <translation>Eine Ab&amp;teilung</translation>
    </message>
    <message>
      <source>A &amp;person</source>
      <translation>Eine &amp;Person</translation>
    </message>
    <message>
      <source>Department</source>
      <translation>Abteilung</translation>
    </message>
    <message>
      <source>Name of the department</source>
      <translation>Name der Abteilung</translation>
    </message>
    <message>
      <source>Whoever has nothing of their own works by it.</source>
      <translation>Gilt für alle, die nichts Eigenes haben.</translation>
    </message>
    <message>
      <source>For whom</source>
      <translation>Für wen</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>First day</source>
      <translation>Erster Tag</translation>
    </message>
    <message>
      <source>&amp;Until</source>
      <translation>B&amp;is</translation>
    </message>
    <message>
      <source>&amp;Temporary: holds over what is there otherwise</source>
      <translation>Vorübergehen&amp;d: geht anderem vor</translation>
    </message>
    <message>
      <source>&amp;From</source>
      <translation>&amp;Von</translation>
    </message>
    <message>
      <source>Temporary comes before personal, personal before department, department before everybody.</source>
      <translation>Vorübergehend geht vor persönlich, persönlich vor Abteilung, Abteilung vor alle.</translation>
    </message>
    <message>
      <source>Is worked on every day but weekends.</source>
      <translation>Gilt an allen Tagen außer am Wochenende.</translation>
    </message>
    <message>
      <source>The rotation says on which days.</source>
      <translation>An welchen Tagen, sagt der Wechselplan.</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Letzter Tag</translation>
    </message>
    <message>
      <source>Temporary</source>
      <translation>Vorübergehend</translation>
    </message>
    <message>
      <source>Public holidays</source>
      <translation>Feiertage</translation>
    </message>
  </context>
  <context>
    <name>AttendancePage</name>
    <message>
      <source>Parts of attendance</source>
      <translation>Teile der Anwesenheit</translation>
    </message>
    <message>
      <source>Reports</source>
      <translation>Berichte</translation>
    </message>
    <message>
      <source>Approvals</source>
      <translation>Genehmigungen</translation>
    </message>
    <message>
      <source>Closed days</source>
      <translation>Abgeschlossene Tage</translation>
    </message>
    <message>
      <source>&amp;Read again</source>
      <translation>&amp;Neu lesen</translation>
    </message>
    <message>
      <source>Approvals ({number})</source>
      <translation>Genehmigungen ({number})</translation>
    </message>
  </context>
  <context>
    <name>BreakRow</name>
    <message>
      <source>Kind of break</source>
      <translation>Art der Pause</translation>
    </message>
    <message>
      <source>Break from</source>
      <translation>Pause von</translation>
    </message>
    <message>
      <source>Break to</source>
      <translation>Pause bis</translation>
    </message>
    <message>
      <source>After so much work</source>
      <translation>Nach so viel Arbeit</translation>
    </message>
    <message>
      <source>Length of the break</source>
      <translation>Dauer der Pause</translation>
    </message>
    <message>
      <source>Paid</source>
      <translation>Bezahlt</translation>
    </message>
    <message>
      <source>Remove this break</source>
      <translation>Diese Pause entfernen</translation>
    </message>
    <message>
      <source>h of work:</source>
      <translation>h Arbeit:</translation>
    </message>
  </context>
  <context>
    <name>BreakRows</name>
    <message>
      <source>No breaks: all of the time there counts.</source>
      <translation>Keine Pausen: Die ganze Anwesenheit zählt.</translation>
    </message>
    <message>
      <source>Add a &amp;break</source>
      <translation>&amp;Pause hinzufügen</translation>
    </message>
  </context>
  <context>
    <name>CalendarForm</name>
    <message>
      <source>Short; it stands in exports, and stays as it is from then on.</source>
      <translation>Kurz; steht in Exporten und bleibt von da an unverändert.</translation>
    </message>
    <message>
      <source>Weekend: {weekday}</source>
      <translation>Wochenende: {weekday}</translation>
    </message>
    <message>
      <source>&amp;Weekend</source>
      <translation>&amp;Wochenende</translation>
    </message>
    <message>
      <source>Load public holidays</source>
      <translation>Feiertage laden</translation>
    </message>
    <message>
      <source>Public holidays</source>
      <translation>Feiertage</translation>
    </message>
    <message>
      <source>Day of the holiday</source>
      <translation>Tag des Feiertags</translation>
    </message>
    <message>
      <source>Name of the holiday</source>
      <translation>Feiertag</translation>
    </message>
    <message>
      <source>&amp;Add</source>
      <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
      <source>Re&amp;move</source>
      <translation>Ent&amp;fernen</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>None yet. Load those of your country below, or type them.</source>
      <translation>Noch keine. Unten die des Landes laden oder eintippen.</translation>
    </message>
    <message>
      <source>There is a public holiday on that day already.</source>
      <translation>An diesem Tag ist schon ein Feiertag.</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Weekend</source>
      <translation>Wochenende</translation>
    </message>
  </context>
  <context>
    <name>Calibration</name>
    <message>
      <source>generalised Pareto distribution</source>
      <translation>verallgemeinerte Pareto-Verteilung</translation>
    </message>
    <message>
      <source>chosen by hand</source>
      <translation>von Hand gewählt</translation>
    </message>
    <message>
      <source>the statistics that come with the program ({data}; {bundled} people)</source>
      <translation>mitgelieferte Statistik ({data}; {bundled} Personen)</translation>
    </message>
    <message>
      <source>{people} people of this site, together with the statistics that come with the program ({data}; {bundled} people)</source>
      <translation>{people} Personen dieses Standorts, zusammen mit der mitgelieferten Statistik ({data}; {bundled} Personen)</translation>
    </message>
    <message>
      <source>{people} people of this site alone; no statistics come with this model</source>
      <translation>allein {people} Personen dieses Standorts; zu diesem Modell gehören keine Statistiken</translation>
    </message>
    <message>
      <source>{data}, {pairs} million pairs of different people, single looks</source>
      <translation>{data}, {pairs} Millionen Paare verschiedener Personen, einzelne Blicke</translation>
    </message>
    <message>
      <source>Lenient: {often}</source>
      <translation>Großzügig: {often}</translation>
    </message>
    <message>
      <source>Balanced: {often}</source>
      <translation>Ausgewogen: {often}</translation>
    </message>
    <message>
      <source>Strict: {often}</source>
      <translation>Streng: {often}</translation>
    </message>
    <message>
      <source>This model cannot do it here.</source>
      <translation>Das kann dieses Modell hier nicht.</translation>
    </message>
    <message>
      <source>Refuses enrolled people {often}.</source>
      <translation>Abgewiesen: {often}.</translation>
    </message>
    <message>
      <source>A stranger is taken for somebody {often}.</source>
      <translation>Ein Fremder wird {often} für jemanden gehalten.</translation>
    </message>
    <message>
      <source>An enrolled person is refused {often}.</source>
      <translation>Eine aufgenommene Person wird {often} abgewiesen.</translation>
    </message>
    <message>
      <source>– how often, the data cannot say</source>
      <translation>(wie oft, können die Daten nicht sagen)</translation>
    </message>
    <message>
      <source>With 95 % certainty {between}.</source>
      <translation>Mit 95 % Sicherheit {between}.</translation>
    </message>
    <message>
      <source>Expected false alarms: {often} ({between}).</source>
      <translation>Zu erwartende Fehlalarme: {often} ({between}).</translation>
    </message>
    <message>
      <source>Expected refusals: {often} ({between}).</source>
      <translation>Zu erwartende Abweisungen: {often} ({between}).</translation>
    </message>
    <message>
      <source>Extrapolated: rarer than the comparisons can show, so calculated from how the rarest of them thin out. Tail model: {model}.</source>
      <translation>Hochgerechnet: seltener, als die Vergleiche zeigen können, daher daraus berechnet, wie die seltensten von ihnen abnehmen. Modell des Ausläufers: {model}.</translation>
    </message>
    <message>
      <source>The data cannot promise this rate: a stranger may be taken for somebody up to {often}. Samples of more people make it surer.</source>
      <translation>Diese Rate können die Daten nicht versprechen: Ein Fremder wird womöglich bis zu {often} für jemanden gehalten. Proben von mehr Personen machen es sicherer.</translation>
    </message>
    <message>
      <source>This recognition model cannot do that here: it would refuse enrolled people in more than {share} of their visits. Choose a more lenient rate, or ask people for a second factor as well: a card or a PIN.</source>
      <translation>Das kann dieses Erkennungsmodell hier nicht: Es würde Aufgenommene bei mehr als {share} ihrer Besuche abweisen. Wählen Sie eine großzügigere Häufigkeit, oder verlangen Sie zusätzlich einen zweiten Faktor: eine Karte oder eine PIN.</translation>
    </message>
    <message>
      <source>Calculated on {date} from the statistics that come with the program. Model: {model}.</source>
      <translation>Am {date} aus der mitgelieferten Statistik berechnet. Modell: {model}.</translation>
    </message>
    <message>
      <source>Measured on {date} from {references} enrolled samples of {people} people and from statistics that come with the program. Model: {model}.</source>
      <translation>Am {date} aus {references} Proben von {people} Personen und der mitgelieferten Statistik ermittelt. Modell: {model}.</translation>
    </message>
    <message>
      <source>People left out of “same person” because their samples were taken in one go, which says nothing of another day: {number}.</source>
      <translation>Bei „dieselbe Person“ weggelassen, weil ihre Proben in einem Zug entstanden und nichts über einen anderen Tag sagen: {number} Personen.</translation>
    </message>
    <message>
      <source>In force: {threshold}. {provenance}</source>
      <translation>Gilt jetzt: {threshold}. {provenance}</translation>
    </message>
    <message>
      <source>Nobody chose the threshold for the {enrolled} people who are enrolled: with so many, a stranger is taken for somebody more often than {often}. Calibrate, and accept a threshold.</source>
      <translation>Niemand hat die Schwelle für die {enrolled} Aufgenommenen gewählt: Bei so vielen wird ein Fremder öfter als {often} für jemanden gehalten. Kalibrieren Sie, und nehmen Sie eine Schwelle an.</translation>
    </message>
    <message>
      <source>{enrolled} people are enrolled now; the threshold was accepted for {people}. The more people, the more often a stranger resembles one of them. Calibrate again.</source>
      <translation>Jetzt sind {enrolled} Personen aufgenommen; die Schwelle wurde für {people} angenommen. Je mehr Personen, desto öfter ähnelt ein Fremder einer von ihnen. Kalibrieren Sie erneut.</translation>
    </message>
    <message>
      <source>Now {now} decide; the threshold was accepted for {before}, and what it promised does not hold any more. Accept a threshold that is calculated for {now}.</source>
      <translation>Jetzt entscheiden {now}; die Schwelle wurde für {before} angenommen, und was sie versprach, gilt nicht mehr. Nehmen Sie eine Schwelle an, die für {now} berechnet ist.</translation>
    </message>
    <message>
      <source>{needed} of {window} looks</source>
      <translation>{needed} von {window} Blicken</translation>
    </message>
    <message>
      <source>Nobody is enrolled yet. These figures come only from the statistics that come with the program; your camera and your people may differ. Calibrate again when people are enrolled.</source>
      <translation>Noch ist niemand aufgenommen. Diese Zahlen stammen nur aus der mitgelieferten Statistik; Ihre Kamera und Ihre Personen können davon abweichen. Kalibrieren Sie erneut, wenn Personen aufgenommen sind.</translation>
    </message>
    <message>
      <source>Nobody is enrolled yet. A calibration is possible all the same, from the statistics that come with the program. It takes seconds and changes nothing until you accept its proposal.</source>
      <translation>Noch ist niemand aufgenommen. Eine Kalibrierung ist trotzdem möglich, aus der mitgelieferten Statistik. Sie dauert Sekunden und ändert nichts, bis Sie ihren Vorschlag annehmen.</translation>
    </message>
    <message>
      <source>A calibration compares the samples of the enrolled people with each other and proposes a threshold for this site. It takes seconds and changes nothing until you accept its proposal.</source>
      <translation>Eine Kalibrierung vergleicht die Proben der Aufgenommenen miteinander und schlägt eine Schwelle für diesen Standort vor. Sie dauert Sekunden und ändert nichts, bis Sie ihren Vorschlag annehmen.</translation>
    </message>
    <message>
      <source>Supposed: nobody is enrolled yet.</source>
      <translation>Angenommen: Noch ist niemand aufgenommen.</translation>
    </message>
    <message>
      <source>As many as are enrolled now.</source>
      <translation>So viele sind jetzt aufgenommen.</translation>
    </message>
    <message>
      <source>Supposed: {number} are enrolled now.</source>
      <translation>Angenommen: Jetzt sind {number} aufgenommen.</translation>
    </message>
    <message>
      <source>Enrolled now: {people}. {stranger}</source>
      <translation>Jetzt aufgenommen: {people}. {stranger}</translation>
    </message>
    <message>
      <source>Nobody measured a threshold for {model}: nobody is identified until one is accepted from a calibration.</source>
      <translation>Für {model} hat niemand eine Schwelle ermittelt: Niemand wird erkannt, bis eine aus einer Kalibrierung angenommen ist.</translation>
    </message>
    <message>
      <source>Default of {model}. Source: {source} ({date}).</source>
      <translation>Vorgabe von {model}. Quelle: {source} ({date}).</translation>
    </message>
    <message>
      <source>by hand</source>
      <translation>von Hand</translation>
    </message>
    <message>
      <source>a stranger may be taken for somebody {often}</source>
      <translation>ein Fremder darf {often} für jemanden gehalten werden</translation>
    </message>
    <message>
      <source>Chosen here: {chosen}. Model: {model}.</source>
      <translation>Hier gewählt: {chosen}. Modell: {model}.</translation>
    </message>
    <message>
      <source>Calibrated here on {date}: {chosen}, for {people} people. Model: {model}. Source: {source}.</source>
      <translation>Hier kalibriert am {date}: {chosen}, für {people} Personen. Modell: {model}. Quelle: {source}.</translation>
    </message>
    <message>
      <source>Accept {threshold} all the same?</source>
      <translation>{threshold} trotzdem übernehmen?</translation>
    </message>
    <message>
      <source>&amp;Accept</source>
      <translation>&amp;Übernehmen</translation>
    </message>
    <message>
      <source>&amp;Leave it as it is</source>
      <translation>&amp;So lassen</translation>
    </message>
  </context>
  <context>
    <name>CalibrationModel</name>
    <message>
      <source>Calibrating</source>
      <translation>Kalibrierung läuft</translation>
    </message>
    <message>
      <source>Accepting a threshold</source>
      <translation>Schwelle wird angenommen</translation>
    </message>
    <message>
      <source>Reading</source>
      <translation>Wird gelesen</translation>
    </message>
  </context>
  <context>
    <name>CalibrationPage</name>
    <message>
      <source>&amp;Back to the settings</source>
      <translation>&amp;Zurück zu den Einstellungen</translation>
    </message>
    <message>
      <source>Comparing…</source>
      <translation>Vergleiche …</translation>
    </message>
    <message>
      <source>Progress of the calibration</source>
      <translation>Fortschritt der Kalibrierung</translation>
    </message>
    <message>
      <source>Cance&amp;l</source>
      <translation>Abb&amp;rechen</translation>
    </message>
    <message>
      <source>Calibrate a&amp;gain</source>
      <translation>Erneu&amp;t kalibrieren</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>Wird gelesen …</translation>
    </message>
    <message>
      <source>The recognition model is not loaded</source>
      <translation>Das Erkennungsmodell ist nicht geladen</translation>
    </message>
    <message>
      <source>A calibration belongs to one model. It can begin when the model is loaded.</source>
      <translation>Eine Kalibrierung gehört zu einem Modell. Sie kann beginnen, wenn das Modell geladen ist.</translation>
    </message>
    <message>
      <source>Not calibrated yet</source>
      <translation>Noch nicht kalibriert</translation>
    </message>
    <message>
      <source>&amp;Calibrate</source>
      <translation>&amp;Kalibrieren</translation>
    </message>
    <message>
      <source>The last calibration could not be read</source>
      <translation>Die letzte Kalibrierung ließ sich nicht lesen</translation>
    </message>
    <message>
      <source>It can be made again.</source>
      <translation>Sie kann neu gemacht werden.</translation>
    </message>
    <message>
      <source>Enlarge &amp;rare cases</source>
      <translation>&amp;Seltenes vergrößern</translation>
    </message>
    <message>
      <source>Each line of the chart then stands for something much rarer than the one above it.</source>
      <translation>Jede Linie im Bild steht dann für etwas viel Selteneres als die darüber.</translation>
    </message>
    <message>
      <source>People enrolled</source>
      <translation>Aufgenommene Personen</translation>
    </message>
    <message>
      <source>Visits by strangers a month</source>
      <translation>Besuche Fremder im Monat</translation>
    </message>
    <message>
      <source>Visits by enrolled people a month</source>
      <translation>Besuche Aufgenommener im Monat</translation>
    </message>
    <message>
      <source>Try other numbers to plan ahead.</source>
      <translation>Zum Vorausplanen andere Zahlen versuchen.</translation>
    </message>
    <message>
      <source>As &amp;enrolled now</source>
      <translation>Wie &amp;jetzt aufgenommen</translation>
    </message>
    <message>
      <source>Calibration</source>
      <translation>Kalibrierung</translation>
    </message>
    <message>
      <source>The threshold is how much two pictures of a face may differ and still count as the same person. A lower one takes fewer strangers for somebody, and refuses enrolled people more often.</source>
      <translation>Die Schwelle ist, wie sehr sich zwei Bilder eines Gesichts unterscheiden dürfen und noch als dieselbe Person gelten. Eine niedrigere hält seltener Fremde für jemanden und weist Aufgenommene öfter ab.</translation>
    </message>
    <message>
      <source>Same person</source>
      <translation>Dieselbe Person</translation>
    </message>
    <message>
      <source>Different people</source>
      <translation>Verschiedene Personen</translation>
    </message>
    <message>
      <source>How often may a stranger be taken for somebody?</source>
      <translation>Wie oft darf ein Fremder für jemanden gehalten werden?</translation>
    </message>
    <message>
      <source>A visit: somebody steps up to the camera once.</source>
      <translation>Ein Besuch: Jemand tritt einmal vor die Kamera.</translation>
    </message>
    <message>
      <source>&amp;People enrolled</source>
      <translation>Aufgenommene &amp;Personen</translation>
    </message>
    <message>
      <source>Visits by &amp;strangers a month</source>
      <translation>Besuche &amp;Fremder im Monat</translation>
    </message>
    <message>
      <source>&amp;Visits by enrolled people a month</source>
      <translation>&amp;Besuche Aufgenommener im Monat</translation>
    </message>
    <message>
      <source>{threshold} is in force</source>
      <translation>{threshold} gilt</translation>
    </message>
    <message>
      <source>&amp;Accept {threshold}</source>
      <translation>{threshold} &amp;annehmen</translation>
    </message>
    <message>
      <source>&amp;Accept {threshold} all the same</source>
      <translation>{threshold} trotzdem &amp;annehmen</translation>
    </message>
  </context>
  <context>
    <name>Challenge</name>
    <message>
      <source>Thank you.</source>
      <translation>Danke.</translation>
    </message>
    <message>
      <source>That did not work.</source>
      <translation>Das hat nicht geklappt.</translation>
    </message>
    <message>
      <source>Somebody else stands here now.</source>
      <translation>Jetzt steht jemand anderes hier.</translation>
    </message>
    <message>
      <source>This cannot be checked at the moment.</source>
      <translation>Das lässt sich gerade nicht prüfen.</translation>
    </message>
    <message>
      <source>Again in {seconds} s · tries left: {tries}</source>
      <translation>Noch einmal in {seconds} s · Versuche übrig: {tries}</translation>
    </message>
    <message>
      <source>Please use your card or PIN, or ask for help.</source>
      <translation>Bitte Karte oder PIN benutzen oder um Hilfe bitten.</translation>
    </message>
    <message>
      <source>This checks that you are here in person.</source>
      <translation>Das prüft, ob Sie selbst hier sind.</translation>
    </message>
    <message>
      <source>Step {step} of {steps} · {seconds} s</source>
      <translation>Schritt {step} von {steps} · {seconds} s</translation>
    </message>
    <message>
      <source>Blink once more.</source>
      <translation>Bitte noch einmal blinzeln.</translation>
    </message>
    <message>
      <source>Blink twice.</source>
      <translation>Bitte zweimal blinzeln.</translation>
    </message>
    <message>
      <source>Come closer.</source>
      <translation>Bitte näher kommen.</translation>
    </message>
    <message>
      <source>A little closer.</source>
      <translation>Noch etwas näher.</translation>
    </message>
    <message>
      <source>The time is up.</source>
      <translation>Die Zeit ist um.</translation>
    </message>
    <message>
      <source>That was another movement.</source>
      <translation>Das war eine andere Bewegung.</translation>
    </message>
    <message>
      <source>The face was out of sight.</source>
      <translation>Das Gesicht war nicht zu sehen.</translation>
    </message>
  </context>
  <context>
    <name>ChangePeopleDialog</name>
    <message>
      <source>Change people</source>
      <translation>Personen ändern</translation>
    </message>
    <message>
      <source>Leave as it is</source>
      <translation>So lassen</translation>
    </message>
    <message>
      <source>Valid from</source>
      <translation>Gültig ab</translation>
    </message>
    <message>
      <source>Valid until</source>
      <translation>Gültig bis</translation>
    </message>
    <message>
      <source>Suspend</source>
      <translation>Sperren</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Entsperren</translation>
    </message>
    <message>
      <source>Changing people</source>
      <translation>Personen werden geändert</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>&amp;Department</source>
      <translation>&amp;Abteilung</translation>
    </message>
    <message>
      <source>&amp;Add to groups</source>
      <translation>Zu &amp;Gruppen hinzufügen</translation>
    </message>
    <message>
      <source>&amp;Take out of groups</source>
      <translation>Aus Gruppen &amp;entfernen</translation>
    </message>
    <message>
      <source>Valid &amp;from</source>
      <translation>Gültig a&amp;b</translation>
    </message>
    <message>
      <source>Valid &amp;until</source>
      <translation>Gültig b&amp;is</translation>
    </message>
    <message>
      <source>&amp;State</source>
      <translation>&amp;Status</translation>
    </message>
    <message>
      <source>People to change: {number}</source>
      <translation>Zu ändernde Personen: {number}</translation>
    </message>
    <message>
      <source>What is left as it is stays different from person to person.</source>
      <translation>Was so gelassen wird, bleibt je Person verschieden.</translation>
    </message>
    <message>
      <source>Nobody was changed.</source>
      <translation>Niemand wurde geändert.</translation>
    </message>
    <message>
      <source>Changing…</source>
      <translation>Wird geändert …</translation>
    </message>
    <message>
      <source>Cha&amp;nge</source>
      <translation>Ä&amp;ndern</translation>
    </message>
  </context>
  <context>
    <name>ChangePunchDialog</name>
    <message>
      <source>{person} on {day}</source>
      <translation>{person} am {day}</translation>
    </message>
    <message>
      <source>&amp;Reason</source>
      <translation>&amp;Grund</translation>
    </message>
    <message>
      <source>What was recorded stays on record; a change can be taken back.</source>
      <translation>Was aufgezeichnet ist, bleibt erhalten; eine Änderung lässt sich zurücknehmen.</translation>
    </message>
    <message>
      <source>A second person has to approve it before it counts.</source>
      <translation>Bevor sie zählt, muss eine zweite Person sie genehmigen.</translation>
    </message>
  </context>
  <context>
    <name>ClockBox</name>
    <message>
      <source>A time such as 9:30. “6:00 +1” is six o’clock on the day after.</source>
      <translation>Eine Uhrzeit wie 9:30. „6:00 +1“ ist sechs Uhr am Tag danach.</translation>
    </message>
  </context>
  <context>
    <name>CloseDaysDialog</name>
    <message>
      <source>&amp;Close these days</source>
      <translation>Diese Tage &amp;abschließen</translation>
    </message>
    <message>
      <source>Closing days</source>
      <translation>Tage werden abgeschlossen</translation>
    </message>
  </context>
  <context>
    <name>Confirm</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
  </context>
  <context>
    <name>ConsentPaper</name>
    <message>
      <source>Consent</source>
      <translation>Einwilligung</translation>
    </message>
    <message>
      <source>Language of the consent text</source>
      <translation>Sprache des Einwilligungstexts</translation>
    </message>
    <message>
      <source>Consent text</source>
      <translation>Einwilligungstext</translation>
    </message>
  </context>
  <context>
    <name>ConsentRow</name>
    <message>
      <source>Consent text</source>
      <translation>Einwilligungstext</translation>
    </message>
    <message>
      <source>&amp;Edit the text…</source>
      <translation>Text &amp;bearbeiten …</translation>
    </message>
    <message>
      <source>The text names nobody yet: fill in who is responsible, and a contact.</source>
      <translation>Der Text nennt noch niemanden: Bitte eintragen, wer verantwortlich ist, und einen Kontakt.</translation>
    </message>
    <message>
      <source>What people read and agree to before anything of their face is computed.</source>
      <translation>Was Personen lesen und worin sie einwilligen, bevor aus ihrem Gesicht etwas berechnet wird.</translation>
    </message>
    <message>
      <source>In force: {versions}</source>
      <translation>Gilt jetzt: {versions}</translation>
    </message>
    <message>
      <source>People who agreed to another text than those in force: {number}. Their consent stays as it is.</source>
      <translation>Personen, die einem anderen Text zugestimmt haben als den jetzt geltenden: {number}. Ihre Einwilligung bleibt, wie sie ist.</translation>
    </message>
  </context>
  <context>
    <name>ConsentTextDialog</name>
    <message>
      <source>Consent text</source>
      <translation>Einwilligungstext</translation>
    </message>
    <message>
      <source>Write or paste the text here.</source>
      <translation>Den Text hier schreiben oder einfügen.</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>As people see it</source>
      <translation>Wie man ihn sieht</translation>
    </message>
    <message>
      <source>Use the &amp;program's text</source>
      <translation>Text des &amp;Programms verwenden</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>&amp;Save as new version</source>
      <translation>Als neue Version &amp;speichern</translation>
    </message>
    <message>
      <source>&amp;Language</source>
      <translation>Sp&amp;rache</translation>
    </message>
    <message>
      <source>&amp;Text</source>
      <translation>&amp;Text</translation>
    </message>
    <message>
      <source>the program's own</source>
      <translation>der Text des Programms</translation>
    </message>
    <message>
      <source>In force: {version}.</source>
      <translation>Gilt jetzt: {version}.</translation>
    </message>
    <message>
      <source>No text yet.</source>
      <translation>Noch kein Text.</translation>
    </message>
    <message>
      <source>Saving makes {version}; whoever agreed before stays with what they agreed to.</source>
      <translation>Beim Speichern entsteht {version}; wer vorher eingewilligt hat, bleibt bei seinem Text.</translation>
    </message>
    <message>
      <source>Filled from the settings: {gaps}</source>
      <translation>Aus den Einstellungen ausgefüllt: {gaps}</translation>
    </message>
    <message>
      <source>Saving the consent text</source>
      <translation>Der Einwilligungstext wird gespeichert</translation>
    </message>
    <message>
      <source>{version} is in force.</source>
      <translation>{version} gilt jetzt.</translation>
    </message>
    <message>
      <source>The changes are not saved. Close once more to drop them.</source>
      <translation>Die Änderungen sind nicht gespeichert. Noch einmal schließen, um sie zu verwerfen.</translation>
    </message>
  </context>
  <context>
    <name>CorrectDialog</name>
    <message>
      <source>This is not me</source>
      <translation>Das bin ich nicht</translation>
    </message>
    <message>
      <source>This is somebody else</source>
      <translation>Das ist jemand anderes</translation>
    </message>
    <message>
      <source>This is somebody we know</source>
      <translation>Das ist jemand Bekanntes</translation>
    </message>
    <message>
      <source>Part of the name or the identifier</source>
      <translation>Teil des Namens oder der Kennung</translation>
    </message>
    <message>
      <source>&amp;Who it was</source>
      <translation>&amp;Wer es war</translation>
    </message>
    <message>
      <source>Never again take this &amp;look for them</source>
      <translation>Diesen &amp;Blick nie wieder für diese Person halten</translation>
    </message>
    <message>
      <source>&amp;Add this look to the person’s references</source>
      <translation>Diesen Blick den Vorlagen der Person &amp;hinzufügen</translation>
    </message>
    <message>
      <source>The look of this event was not kept, so nothing can be learnt from it.</source>
      <translation>Der Blick dieses Ereignisses wurde nicht aufbewahrt; daraus lässt sich nichts lernen.</translation>
    </message>
    <message>
      <source>The old event stays as it is; a correction can be undone.</source>
      <translation>Das alte Ereignis bleibt, wie es ist; eine Berichtigung lässt sich zurücknehmen.</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>&amp;Correct</source>
      <translation>B&amp;erichtigen</translation>
    </message>
    <message>
      <source>Correcting an event</source>
      <translation>Ein Ereignis wird berichtigt</translation>
    </message>
  </context>
  <context>
    <name>CycleGrid</name>
    <message>
      <source>Days of the cycle</source>
      <translation>Tage des Turnus</translation>
    </message>
    <message>
      <source>Day {number}</source>
      <translation>Tag {number}</translation>
    </message>
    <message>
      <source>Week {number}</source>
      <translation>Woche {number}</translation>
    </message>
    <message>
      <source>free</source>
      <translation>frei</translation>
    </message>
    <message>
      <source>Day {number}: {shift}</source>
      <translation>Tag {number}: {shift}</translation>
    </message>
  </context>
  <context>
    <name>DailyReports</name>
    <message>
      <source>Reports every day</source>
      <translation>Tägliche Berichte</translation>
    </message>
  </context>
  <context>
    <name>DailyReportsDialog</name>
    <message>
      <source>Written while the program runs, of the day before; what was missed is made up for. The file of a month grows day by day.</source>
      <translation>Werden geschrieben, während das Programm läuft, für den Vortag; Versäumtes wird nachgeholt. Die Datei eines Monats wächst Tag für Tag.</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>&amp;Time, by the site’s clock</source>
      <translation>&amp;Uhrzeit am Standort</translation>
    </message>
    <message>
      <source>Reports</source>
      <translation>Berichte</translation>
    </message>
    <message>
      <source>&amp;Reports</source>
      <translation>&amp;Berichte</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Empty: nothing is written</source>
      <translation>Leer: nichts wird geschrieben</translation>
    </message>
    <message>
      <source>&amp;Browse…</source>
      <translation>Dur&amp;chsuchen …</translation>
    </message>
    <message>
      <source>&amp;Folder</source>
      <translation>&amp;Ordner</translation>
    </message>
    <message>
      <source>Report</source>
      <translation>Bericht</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>Columns</source>
      <translation>Spalten</translation>
    </message>
    <message>
      <source>&amp;Add</source>
      <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
      <source>Re&amp;move</source>
      <translation>&amp;Entfernen</translation>
    </message>
    <message>
      <source>Usual columns</source>
      <translation>Übliche Spalten</translation>
    </message>
    <message>
      <source>Folder for reports</source>
      <translation>Ordner für Berichte</translation>
    </message>
    <message>
      <source>Saving the settings</source>
      <translation>Einstellungen werden gespeichert</translation>
    </message>
  </context>
  <context>
    <name>DayAnswer</name>
    <message>
      <source>Which schedule holds</source>
      <translation>Welcher Arbeitsplan gilt</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>Warum</translation>
    </message>
    <message>
      <source>The two weeks from that day on</source>
      <translation>Die zwei Wochen ab diesem Tag</translation>
    </message>
    <message>
      <source>Wednesday, 2026-12-30</source>
      <translation>Donnerstag, 2026-12-31</translation>
    </message>
    <message>
      <source>{person} on {day}</source>
      <translation>{person} am {day}</translation>
    </message>
    <message>
      <source>{minutes} min late</source>
      <translation>{minutes} min verspätet</translation>
    </message>
    <message>
      <source>left {minutes} min early</source>
      <translation>{minutes} min zu früh gegangen</translation>
    </message>
    <message>
      <source>Worked</source>
      <translation>Gearbeitet</translation>
    </message>
    <message>
      <source>Required</source>
      <translation>Soll</translation>
    </message>
    <message>
      <source>Overtime</source>
      <translation>Überstunden</translation>
    </message>
    <message>
      <source>Overtime, tier {number}</source>
      <translation>Überstunden, Stufe {number}</translation>
    </message>
    <message>
      <source>Late</source>
      <translation>Verspätet</translation>
    </message>
    <message>
      <source>Left early</source>
      <translation>Zu früh gegangen</translation>
    </message>
    <message>
      <source>Absent</source>
      <translation>Abwesend</translation>
    </message>
    <message>
      <source>Missing</source>
      <translation>Fehlend</translation>
    </message>
    <message>
      <source>Unpaid break</source>
      <translation>Unbezahlte Pause</translation>
    </message>
    <message>
      <source>Paid break</source>
      <translation>Bezahlte Pause</translation>
    </message>
    <message>
      <source>Leave</source>
      <translation>Freistellung</translation>
    </message>
    <message>
      <source>Business trip</source>
      <translation>Dienstreise</translation>
    </message>
    <message>
      <source>Unplanned</source>
      <translation>Ungeplant</translation>
    </message>
    <message>
      <source>On a weekend</source>
      <translation>Am Wochenende</translation>
    </message>
    <message>
      <source>On a public holiday</source>
      <translation>Am Feiertag</translation>
    </message>
    <message>
      <source>Shift “{shift}”: {hours}</source>
      <translation>Schicht „{shift}“: {hours}</translation>
    </message>
    <message>
      <source>Public holiday: {name}</source>
      <translation>Feiertag: {name}</translation>
    </message>
    <message>
      <source>No assignment is for this person on that day.</source>
      <translation>An diesem Tag gilt keine Zuordnung für diese Person.</translation>
    </message>
    <message>
      <source>holds: {assignment} ({rank})</source>
      <translation>gilt: {assignment} ({rank})</translation>
    </message>
    <message>
      <source>gives way: {assignment} ({rank})</source>
      <translation>tritt zurück: {assignment} ({rank})</translation>
    </message>
    <message>
      <source>for everybody</source>
      <translation>für alle</translation>
    </message>
    <message>
      <source>for the department</source>
      <translation>für die Abteilung</translation>
    </message>
    <message>
      <source>personal</source>
      <translation>persönlich</translation>
    </message>
    <message>
      <source>temporary, {scope}</source>
      <translation>vorübergehend, {scope}</translation>
    </message>
  </context>
  <context>
    <name>DayPanel</name>
    <message>
      <source>Close (Escape)</source>
      <translation>Schließen (Esc)</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Closed &amp;periods…</source>
      <translation>Abgeschlossene Zeiträu&amp;me …</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>Punch</source>
      <translation>Stempelung</translation>
    </message>
    <message>
      <source>What became of it</source>
      <translation>Was daraus wurde</translation>
    </message>
    <message>
      <source>Punches</source>
      <translation>Stempelungen</translation>
    </message>
    <message>
      <source>No punches on this day.</source>
      <translation>Keine Stempelungen an diesem Tag.</translation>
    </message>
    <message>
      <source>&amp;Add…</source>
      <translation>&amp;Hinzufügen …</translation>
    </message>
    <message>
      <source>&amp;Move…</source>
      <translation>&amp;Verschieben …</translation>
    </message>
    <message>
      <source>&amp;Void…</source>
      <translation>Sto&amp;rnieren …</translation>
    </message>
    <message>
      <source>This day could not be worked out</source>
      <translation>Dieser Tag ließ sich nicht berechnen</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>Wird gelesen …</translation>
    </message>
    <message>
      <source>This day is closed: its minutes are final, and its punches cannot be changed.</source>
      <translation>Dieser Tag ist abgeschlossen: Seine Minuten sind endgültig, seine Stempelungen unveränderlich.</translation>
    </message>
    <message>
      <source>What came in since would change them.</source>
      <translation>Was seitdem dazukam, würde sie ändern.</translation>
    </message>
    <message>
      <source>&amp;Take back…</source>
      <translation>&amp;Zurücknehmen …</translation>
    </message>
    <message>
      <source>The day is closed.</source>
      <translation>Der Tag ist abgeschlossen.</translation>
    </message>
    <message>
      <source>Choose a punch first.</source>
      <translation>Bitte zuerst eine Stempelung wählen.</translation>
    </message>
  </context>
  <context>
    <name>DayStrip</name>
    <message>
      <source>The day</source>
      <translation>Der Tag</translation>
    </message>
  </context>
  <context>
    <name>DaysAhead</name>
    <message>
      <source>Day</source>
      <translation>Tag</translation>
    </message>
    <message>
      <source>Schedule</source>
      <translation>Arbeitsplan</translation>
    </message>
    <message>
      <source>Working time</source>
      <translation>Arbeitszeit</translation>
    </message>
    <message>
      <source>The day</source>
      <translation>Der Tag</translation>
    </message>
  </context>
  <context>
    <name>DaysChart</name>
    <message>
      <source>Days</source>
      <translation>Tage</translation>
    </message>
    <message>
      <source>{when}: in time {in_time}, late {late}, absent {absent}, worked {worked}</source>
      <translation>{when}: pünktlich {in_time}, verspätet {late}, abwesend {absent}, gearbeitet {worked}</translation>
    </message>
    <message>
      <source>In time</source>
      <translation>Pünktlich</translation>
    </message>
    <message>
      <source>Late</source>
      <translation>Verspätet</translation>
    </message>
    <message>
      <source>Absent</source>
      <translation>Abwesend</translation>
    </message>
  </context>
  <context>
    <name>DeclineDialog</name>
    <message>
      <source>Decline face recognition</source>
      <translation>Gesichtserkennung ablehnen</translation>
    </message>
    <message>
      <source>Forget this person’s face?</source>
      <translation>Das Gesicht dieser Person vergessen?</translation>
    </message>
    <message>
      <source>Face templates, pictures and consent are erased, from backups too.</source>
      <translation>Gesichtsvorlagen, Bilder und Einwilligung werden gelöscht, auch aus Sicherungen.</translation>
    </message>
    <message>
      <source>The record stays: they sign in with card or PIN, on the same screen.</source>
      <translation>Der Datensatz bleibt: Die Person meldet sich mit Karte oder PIN an, am selben Bildschirm.</translation>
    </message>
    <message>
      <source>If they change their mind they consent and are enrolled anew.</source>
      <translation>Überlegt sie es sich anders, willigt sie ein und wird neu aufgenommen.</translation>
    </message>
    <message>
      <source>&amp;Forget the face</source>
      <translation>Gesicht &amp;vergessen</translation>
    </message>
    <message>
      <source>Forgetting a face</source>
      <translation>Ein Gesicht wird vergessen</translation>
    </message>
  </context>
  <context>
    <name>DistanceBar</name>
    <message>
      <source>Distance {distance}, threshold {threshold}</source>
      <translation>Abstand {distance}, Schwelle {threshold}</translation>
    </message>
  </context>
  <context>
    <name>DistanceChart</name>
    <message>
      <source>Threshold line</source>
      <translation>Schwellenlinie</translation>
    </message>
    <message>
      <source>1 in {number}</source>
      <translation>1 von {number}</translation>
    </message>
    <message>
      <source>How much two pictures of a face differ (distance)</source>
      <translation>Wie sehr sich zwei Bilder eines Gesichts unterscheiden (Abstand)</translation>
    </message>
    <message>
      <source>in force</source>
      <translation>gilt jetzt</translation>
    </message>
    <message>
      <source>← counts as the same person</source>
      <translation>← gilt als dieselbe Person</translation>
    </message>
    <message>
      <source>counts as somebody else →</source>
      <translation>gilt als jemand anders →</translation>
    </message>
  </context>
  <context>
    <name>DoorBand</name>
    <message>
      <source>Was let in</source>
      <translation>Wurde eingelassen</translation>
    </message>
  </context>
  <context>
    <name>DoorForm</name>
    <message>
      <source>One way through it: a door that is watched from both sides is two of these, with one output.</source>
      <translation>Ein Weg hindurch: Eine von beiden Seiten beobachtete Tür sind zwei davon, mit einem Schaltausgang.</translation>
    </message>
    <message>
      <source>From zone</source>
      <translation>Von Zone</translation>
    </message>
    <message>
      <source>Into zone</source>
      <translation>In Zone</translation>
    </message>
    <message>
      <source>&amp;From zone</source>
      <translation>&amp;Von Zone</translation>
    </message>
    <message>
      <source>&amp;Into zone</source>
      <translation>&amp;In Zone</translation>
    </message>
    <message>
      <source>What watches it</source>
      <translation>Was sie beobachtet</translation>
    </message>
    <message>
      <source>Whoever is recognised there stands before this door. One camera watches one way.</source>
      <translation>Wer dort erkannt wird, steht vor dieser Tür. Eine Kamera beobachtet einen Weg.</translation>
    </message>
    <message>
      <source>Watched by</source>
      <translation>Beobachtet von</translation>
    </message>
    <message>
      <source>Another camera, as events name it</source>
      <translation>Andere Kamera, wie Ereignisse sie nennen</translation>
    </message>
    <message>
      <source>An&amp;other</source>
      <translation>&amp;Andere</translation>
    </message>
    <message>
      <source>What opens it</source>
      <translation>Was sie öffnet</translation>
    </message>
    <message>
      <source>Nothing: who passes is only noted</source>
      <translation>Nichts: Wer durchgeht, wird nur vermerkt</translation>
    </message>
    <message>
      <source>Output</source>
      <translation>Schaltausgang</translation>
    </message>
    <message>
      <source> s</source>
      <translation> s</translation>
    </message>
    <message>
      <source>Opens for</source>
      <translation>Öffnet für</translation>
    </message>
    <message>
      <source>Free for everybody</source>
      <translation>Frei für alle</translation>
    </message>
    <message>
      <source>If it leads outside</source>
      <translation>Wenn sie nach draußen führt</translation>
    </message>
    <message>
      <source>Always, whatever rules and a lock-down say</source>
      <translation>Immer, gleich was Regeln und Türsperre sagen</translation>
    </message>
    <message>
      <source>Never, even if it leads outside</source>
      <translation>Nie, auch wenn sie nach draußen führt</translation>
    </message>
    <message>
      <source>Alarm when held open for</source>
      <translation>Alarm, wenn offen gehalten für</translation>
    </message>
    <message>
      <source>O&amp;utput</source>
      <translation>Schalta&amp;usgang</translation>
    </message>
    <message>
      <source>There are no outputs yet: they are on the tab “Outputs”.</source>
      <translation>Es gibt noch keine Schaltausgänge: Sie stehen unter „Schaltausgänge“.</translation>
    </message>
    <message>
      <source>Opens f&amp;or</source>
      <translation>Ö&amp;ffnet für</translation>
    </message>
    <message>
      <source>F&amp;ree</source>
      <translation>F&amp;rei</translation>
    </message>
    <message>
      <source>A free door lets everybody pass who is identified, so that nobody is shut in.</source>
      <translation>Eine freie Tür lässt alle Erkannten durch, damit niemand eingeschlossen wird.</translation>
    </message>
    <message>
      <source>&amp;Held open</source>
      <translation>Offen ge&amp;halten</translation>
    </message>
    <message>
      <source>An alarm after this time, where a contact tells that the door is open.</source>
      <translation>Ein Alarm nach dieser Zeit, wenn ein Kontakt die offene Tür meldet.</translation>
    </message>
    <message>
      <source>{name} (not there any more)</source>
      <translation>{name} (nicht mehr da)</translation>
    </message>
  </context>
  <context>
    <name>DoorItemDialog</name>
    <message>
      <source>New: {kind}</source>
      <translation>Neu: {kind}</translation>
    </message>
    <message>
      <source>{kind}: {name}</source>
      <translation>{kind}: {name}</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Show &amp;theirs</source>
      <translation>And&amp;ere zeigen</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>It needs a name.</source>
      <translation>Ein Name fehlt.</translation>
    </message>
    <message>
      <source>See the field that is marked.</source>
      <translation>Siehe das markierte Feld.</translation>
    </message>
    <message>
      <source>Somebody else changed it meanwhile. Saving again puts yours in its place.</source>
      <translation>Jemand anderes hat dies inzwischen geändert. Erneutes Speichern setzt Ihre Angaben an die Stelle.</translation>
    </message>
    <message>
      <source>They removed it. Saving puts it back.</source>
      <translation>Es wurde entfernt. Speichern stellt es wieder her.</translation>
    </message>
  </context>
  <context>
    <name>DoorList</name>
    <message>
      <source>Zones</source>
      <translation>Zonen</translation>
    </message>
    <message>
      <source>A zone is a part of the building, or the world outside. Doors lead from one into another.</source>
      <translation>Eine Zone ist ein Teil des Gebäudes oder die Welt draußen. Türen führen von einer in eine andere.</translation>
    </message>
    <message>
      <source>&amp;New zone…</source>
      <translation>&amp;Neue Zone …</translation>
    </message>
    <message>
      <source>No zones yet</source>
      <translation>Noch keine Zonen</translation>
    </message>
    <message>
      <source>Doors</source>
      <translation>Türen</translation>
    </message>
    <message>
      <source>Without doors FaceGate only notes who came. A door needs two zones, a camera or the card reader that watches it, a rule that lets people in, and an output that moves it.</source>
      <translation>Ohne Türen vermerkt FaceGate nur, wer kam. Eine Tür braucht zwei Zonen, eine Kamera oder das Kartenlesegerät, die sie beobachten, eine Regel, die Zutritt gibt, und einen Schaltausgang, der sie bewegt.</translation>
    </message>
    <message>
      <source>&amp;New door…</source>
      <translation>&amp;Neue Tür …</translation>
    </message>
    <message>
      <source>No doors yet</source>
      <translation>Noch keine Türen</translation>
    </message>
    <message>
      <source>Hours</source>
      <translation>Zeitpläne</translation>
    </message>
    <message>
      <source>Weekly hours in which a rule holds. A rule without hours holds at any time.</source>
      <translation>Wöchentliche Zeiten, in denen eine Regel gilt. Eine Regel ohne Zeitplan gilt jederzeit.</translation>
    </message>
    <message>
      <source>&amp;New hours…</source>
      <translation>&amp;Neuer Zeitplan …</translation>
    </message>
    <message>
      <source>No hours yet</source>
      <translation>Noch keine Zeitpläne</translation>
    </message>
    <message>
      <source>Rules</source>
      <translation>Regeln</translation>
    </message>
    <message>
      <source>From top to bottom, the first rule that fits a person, a zone and a moment decides, and no other. Where none fits, nobody is let in.</source>
      <translation>Von oben nach unten entscheidet die erste Regel, die zu Person, Zone und Zeitpunkt passt, und keine andere. Passt keine, gibt es keinen Zutritt.</translation>
    </message>
    <message>
      <source>&amp;New rule…</source>
      <translation>&amp;Neue Regel …</translation>
    </message>
    <message>
      <source>No rules yet: nobody is let in</source>
      <translation>Noch keine Regeln: kein Zutritt</translation>
    </message>
    <message>
      <source>&amp;Details…</source>
      <translation>&amp;Details …</translation>
    </message>
    <message>
      <source>&amp;Remove</source>
      <translation>&amp;Entfernen</translation>
    </message>
    <message>
      <source>&amp;Up</source>
      <translation>Nach &amp;oben</translation>
    </message>
    <message>
      <source>D&amp;own</source>
      <translation>Nach &amp;unten</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>Wird gelesen …</translation>
    </message>
    <message>
      <source>The plan could not be read</source>
      <translation>Der Plan konnte nicht gelesen werden</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Erneut versuchen</translation>
    </message>
  </context>
  <context>
    <name>DoorPlanDesk</name>
    <message>
      <source>Saving the plan</source>
      <translation>Der Plan wird gespeichert</translation>
    </message>
    <message>
      <source>Changing the plan</source>
      <translation>Der Plan wird geändert</translation>
    </message>
  </context>
  <context>
    <name>DoorTable</name>
    <message>
      <source>at most {number}</source>
      <translation>höchstens {number}</translation>
    </message>
    <message>
      <source>alarm from {number} on</source>
      <translation>Alarm ab {number}</translation>
    </message>
    <message>
      <source>nobody alone</source>
      <translation>niemand allein</translation>
    </message>
    <message>
      <source>inside already: {what}</source>
      <translation>schon drinnen: {what}</translation>
    </message>
    <message>
      <source>attack detection: {level}</source>
      <translation>Täuschungserkennung: {level}</translation>
    </message>
    <message>
      <source>outside</source>
      <translation>draußen</translation>
    </message>
    <message>
      <source>inside</source>
      <translation>drinnen</translation>
    </message>
    <message>
      <source>Zone</source>
      <translation>Zone</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>Wo</translation>
    </message>
    <message>
      <source>What holds in it</source>
      <translation>Was darin gilt</translation>
    </message>
    <message>
      <source>nothing</source>
      <translation>nichts</translation>
    </message>
    <message>
      <source>free for everybody</source>
      <translation>frei für alle</translation>
    </message>
    <message>
      <source>only noted</source>
      <translation>nur vermerkt</translation>
    </message>
    <message>
      <source>Door</source>
      <translation>Tür</translation>
    </message>
    <message>
      <source>Way</source>
      <translation>Weg</translation>
    </message>
    <message>
      <source>Watched by</source>
      <translation>Beobachtet von</translation>
    </message>
    <message>
      <source>Opened by</source>
      <translation>Geöffnet durch</translation>
    </message>
    <message>
      <source>Hours</source>
      <translation>Zeitplan</translation>
    </message>
    <message>
      <source>Holidays</source>
      <translation>Feiertage</translation>
    </message>
    <message>
      <source>In the week</source>
      <translation>In der Woche</translation>
    </message>
    <message>
      <source>at any time</source>
      <translation>jederzeit</translation>
    </message>
    <message>
      <source>until {day}</source>
      <translation>bis {day}</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>Regel</translation>
    </message>
    <message>
      <source>It</source>
      <translation>Wirkung</translation>
    </message>
    <message>
      <source>Whom</source>
      <translation>Für wen</translation>
    </message>
    <message>
      <source>Into</source>
      <translation>Wohin</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>By</source>
      <translation>Womit</translation>
    </message>
    <message>
      <source>everybody</source>
      <translation>alle</translation>
    </message>
  </context>
  <context>
    <name>Doors</name>
    <message>
      <source>Zone</source>
      <translation>Zone</translation>
    </message>
    <message>
      <source>Door</source>
      <translation>Tür</translation>
    </message>
    <message>
      <source>Hours</source>
      <translation>Zeitplan</translation>
    </message>
    <message>
      <source>Rule</source>
      <translation>Regel</translation>
    </message>
    <message>
      <source>Outside nothing limits who may be there.</source>
      <translation>Draußen begrenzt nichts, wer dort sein darf.</translation>
    </message>
    <message>
      <source>A limit cannot be below zero.</source>
      <translation>Eine Grenze kann nicht unter null liegen.</translation>
    </message>
    <message>
      <source>The warning comes only when the limit is reached already.</source>
      <translation>Die Warnung käme erst, wenn die Grenze schon erreicht ist.</translation>
    </message>
    <message>
      <source>With a limit of one, nobody could come in by two.</source>
      <translation>Bei einer Grenze von eins könnte niemand zu zweit eintreten.</translation>
    </message>
    <message>
      <source>It needs at least one minute.</source>
      <translation>Mindestens eine Minute ist nötig.</translation>
    </message>
    <message>
      <source>The first of two has to wait at least a second.</source>
      <translation>Die erste von zweien muss mindestens eine Sekunde warten.</translation>
    </message>
    <message>
      <source>The zone in which people stand is not there.</source>
      <translation>Die Zone, in der man steht, gibt es nicht.</translation>
    </message>
    <message>
      <source>The zone into which it leads is not there.</source>
      <translation>Die Zone, in die sie führt, gibt es nicht.</translation>
    </message>
    <message>
      <source>It has to lead into another zone than it comes from.</source>
      <translation>Sie muss in eine andere Zone führen, als sie herkommt.</translation>
    </message>
    <message>
      <source>Another door is watched by the same: it would not be known which one is meant.</source>
      <translation>Eine andere Tür wird ebenso beobachtet: Man wüsste nicht, welche gemeint ist.</translation>
    </message>
    <message>
      <source>It can be opened for 0.1 to 60 seconds.</source>
      <translation>Sie kann für 0,1 bis 60 Sekunden geöffnet werden.</translation>
    </message>
    <message>
      <source>The calendar is not there any more.</source>
      <translation>Den Kalender gibt es nicht mehr.</translation>
    </message>
    <message>
      <source>Say whom it is about.</source>
      <translation>Bitte angeben, für wen sie gilt.</translation>
    </message>
    <message>
      <source>It is about everybody, and about some.</source>
      <translation>Sie gilt für alle und für einige.</translation>
    </message>
    <message>
      <source>Choose at least one zone.</source>
      <translation>Bitte mindestens eine Zone wählen.</translation>
    </message>
    <message>
      <source>One of its zones is not there any more.</source>
      <translation>Eine ihrer Zonen gibt es nicht mehr.</translation>
    </message>
    <message>
      <source>Its hours are not there any more.</source>
      <translation>Ihren Zeitplan gibt es nicht mehr.</translation>
    </message>
    <message>
      <source>It ends before it begins.</source>
      <translation>Sie endet, bevor sie beginnt.</translation>
    </message>
    <message>
      <source>Choose at least one way to show who one is.</source>
      <translation>Bitte mindestens einen Nachweis wählen.</translation>
    </message>
    <message>
      <source>somebody who was erased</source>
      <translation>eine gelöschte Person</translation>
    </message>
    <message>
      <source>Card or PIN at this screen</source>
      <translation>Karte oder PIN an diesem Bildschirm</translation>
    </message>
  </context>
  <context>
    <name>DoorsPage</name>
    <message>
      <source>This screen is an operator’s</source>
      <translation>Dies ist ein Bildschirm der Aufsicht</translation>
    </message>
    <message>
      <source>Show these buttons, and alarms, on the live page too. Leave it off where people who pass can see or touch this screen: they could open doors, and whoever forces somebody would see the alarm. Off, alarms are seen on this page only, so somebody has to look here.</source>
      <translation>Diese Knöpfe und Alarme auch auf der Live-Seite zeigen. Ausgeschaltet lassen, wo Vorbeigehende diesen Bildschirm sehen oder berühren können: Sie könnten Türen öffnen, und wer jemanden zwingt, sähe den Alarm. Ausgeschaltet sind Alarme nur auf dieser Seite zu sehen; jemand muss also hier nachsehen.</translation>
    </message>
    <message>
      <source>&amp;Read again</source>
      <translation>&amp;Neu lesen</translation>
    </message>
    <message>
      <source>Parts of the page</source>
      <translation>Teile der Seite</translation>
    </message>
    <message>
      <source>Inside now</source>
      <translation>Jetzt drinnen</translation>
    </message>
    <message>
      <source>Alarms</source>
      <translation>Alarme</translation>
    </message>
    <message>
      <source>Zones</source>
      <translation>Zonen</translation>
    </message>
    <message>
      <source>Doors</source>
      <translation>Türen</translation>
    </message>
    <message>
      <source>Hours</source>
      <translation>Zeitpläne</translation>
    </message>
    <message>
      <source>Rules</source>
      <translation>Regeln</translation>
    </message>
    <message>
      <source>What would happen?</source>
      <translation>Was wäre, wenn?</translation>
    </message>
    <message>
      <source>Watch list</source>
      <translation>Beobachtungsliste</translation>
    </message>
    <message>
      <source>Outputs</source>
      <translation>Schaltausgänge</translation>
    </message>
    <message>
      <source>Alarms ({number})</source>
      <translation>Alarme ({number})</translation>
    </message>
    <message>
      <source>No door opens by the plan: {problem}</source>
      <translation>Keine Tür öffnet nach dem Plan: {problem}</translation>
    </message>
    <message>
      <source>There is no free way out of: {zones}. Whoever is in may be shut in; is there another exit?</source>
      <translation>Kein freier Weg hinaus aus: {zones}. Wer darin ist, ist vielleicht eingeschlossen; gibt es einen anderen Weg?</translation>
    </message>
    <message>
      <source>Changing a setting</source>
      <translation>Eine Einstellung wird geändert</translation>
    </message>
    <message>
      <source>A door leads from one zone into another, such as from “Outside” into “Hall”.</source>
      <translation>Eine Tür führt von einer Zone in eine andere, etwa von „Draußen“ in „Halle“.</translation>
    </message>
    <message>
      <source>A rule says who may enter a zone.</source>
      <translation>Eine Regel sagt, wer eine Zone betreten darf.</translation>
    </message>
    <message>
      <source>Add zones first</source>
      <translation>Bitte zuerst Zonen anlegen</translation>
    </message>
    <message>
      <source>Outside</source>
      <translation>Draußen</translation>
    </message>
    <message>
      <source>This camera: {name}</source>
      <translation>Diese Kamera: {name}</translation>
    </message>
    <message>
      <source>Removed</source>
      <translation>Entfernt</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>The plan was not changed</source>
      <translation>Der Plan wurde nicht geändert</translation>
    </message>
    <message>
      <source>Nothing moves these doors then: {doors}.</source>
      <translation>Diese Türen bewegt dann nichts: {doors}.</translation>
    </message>
    <message>
      <source>Remove the output “{name}”?</source>
      <translation>Schaltausgang „{name}“ entfernen?</translation>
    </message>
    <message>
      <source>No door uses it.</source>
      <translation>Keine Tür benutzt ihn.</translation>
    </message>
    <message>
      <source>&amp;Remove</source>
      <translation>&amp;Entfernen</translation>
    </message>
  </context>
  <context>
    <name>EditPersonDialog</name>
    <message>
      <source>Person</source>
      <translation>Person</translation>
    </message>
    <message>
      <source>&amp;Add samples…</source>
      <translation>Proben &amp;hinzufügen …</translation>
    </message>
    <message>
      <source>Enrol ane&amp;w…</source>
      <translation>Neu a&amp;ufnehmen …</translation>
    </message>
    <message>
      <source>Decline &amp;face recognition…</source>
      <translation>Gesi&amp;chtserkennung ablehnen …</translation>
    </message>
    <message>
      <source>E&amp;rase…</source>
      <translation>&amp;Löschen …</translation>
    </message>
    <message>
      <source>Consent te&amp;xt…</source>
      <translation>Einwilligungste&amp;xt …</translation>
    </message>
    <message>
      <source>Fu&amp;ll record for the person…</source>
      <translation>Alle &amp;Daten für die Person …</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Drop my changes</source>
      <translation>Meine Änderungen verwerfen</translation>
    </message>
    <message>
      <source>Remove it</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>Samples of the face</source>
      <translation>Proben des Gesichts</translation>
    </message>
    <message>
      <source>Consent</source>
      <translation>Einwilligung</translation>
    </message>
    <message>
      <source>Enrolments</source>
      <translation>Aufnahmen</translation>
    </message>
    <message>
      <source>None on record.</source>
      <translation>Keine erfasst.</translation>
    </message>
    <message>
      <source>None yet.</source>
      <translation>Noch keine.</translation>
    </message>
    <message>
      <source>never seen</source>
      <translation>nie gesehen</translation>
    </message>
    <message>
      <source>last seen {moment}</source>
      <translation>zuletzt gesehen {moment}</translation>
    </message>
    <message>
      <source>Declined face recognition on {day}.</source>
      <translation>Gesichtserkennung abgelehnt am {day}.</translation>
    </message>
    <message>
      <source>None yet: this person signs in with card or PIN.</source>
      <translation>Noch keine: Diese Person meldet sich mit Karte oder PIN an.</translation>
    </message>
    <message>
      <source>Not compared while the person is suspended.</source>
      <translation>Kein Vergleich, solange die Person gesperrt ist.</translation>
    </message>
    <message>
      <source>Resu&amp;me</source>
      <translation>Entspe&amp;rren</translation>
    </message>
    <message>
      <source>Sus&amp;pend</source>
      <translation>Spe&amp;rren</translation>
    </message>
    <message>
      <source>A PIN is set.</source>
      <translation>Eine PIN ist gesetzt.</translation>
    </message>
    <message>
      <source>No PIN is set.</source>
      <translation>Keine PIN gesetzt.</translation>
    </message>
    <message>
      <source>Set another &amp;PIN…</source>
      <translation>Andere &amp;PIN setzen …</translation>
    </message>
    <message>
      <source>Set a &amp;PIN…</source>
      <translation>&amp;PIN setzen …</translation>
    </message>
    <message>
      <source>attested by {actor}</source>
      <translation>bestätigt von {actor}</translation>
    </message>
    <message>
      <source>given, recorded by {actor}</source>
      <translation>erteilt, erfasst von {actor}</translation>
    </message>
    <message>
      <source>samples: {number}</source>
      <translation>Proben: {number}</translation>
    </message>
    <message>
      <source>skipped: {poses}</source>
      <translation>ausgelassen: {poses}</translation>
    </message>
    <message>
      <source>Saving a record</source>
      <translation>Ein Datensatz wird gespeichert</translation>
    </message>
    <message>
      <source>The record was saved, the PIN was not.</source>
      <translation>Der Datensatz wurde gespeichert, die PIN nicht.</translation>
    </message>
    <message>
      <source>&amp;Save mine</source>
      <translation>Meine &amp;speichern</translation>
    </message>
    <message>
      <source>Somebody else changed this record meanwhile.</source>
      <translation>Jemand anderes hat diesen Datensatz inzwischen geändert.</translation>
    </message>
    <message>
      <source>Taken over: {changes}.</source>
      <translation>Übernommen: {changes}.</translation>
    </message>
    <message>
      <source>You both changed: {changes}. Yours is still entered.</source>
      <translation>Beide haben geändert: {changes}. Noch ist Ihre Angabe eingetragen.</translation>
    </message>
    <message>
      <source>Suspending</source>
      <translation>Person wird gesperrt</translation>
    </message>
    <message>
      <source>Resuming</source>
      <translation>Person wird entsperrt</translation>
    </message>
    <message>
      <source>Removing a PIN</source>
      <translation>Eine PIN wird entfernt</translation>
    </message>
    <message>
      <source>Removing a sample</source>
      <translation>Eine Probe wird entfernt</translation>
    </message>
  </context>
  <context>
    <name>EnrolCameraDialog</name>
    <message>
      <source>S&amp;kip this pose</source>
      <translation>Diese &amp;Richtung auslassen</translation>
    </message>
    <message>
      <source>Take a&amp;gain</source>
      <translation>Neu &amp;beginnen</translation>
    </message>
    <message>
      <source>Enrol through the camera</source>
      <translation>Mit der Kamera aufnehmen</translation>
    </message>
    <message>
      <source>Enrol {name} anew</source>
      <translation>{name} neu aufnehmen</translation>
    </message>
    <message>
      <source>More samples of {name}</source>
      <translation>Weitere Proben von {name}</translation>
    </message>
    <message>
      <source>This person is enrolled already.</source>
      <translation>Diese Person ist schon aufgenommen.</translation>
    </message>
    <message>
      <source>Beginning to take samples</source>
      <translation>Proben werden begonnen</translation>
    </message>
    <message>
      <source>Ending the samples</source>
      <translation>Proben werden beendet</translation>
    </message>
    <message>
      <source>Read the text and tick the box to begin.</source>
      <translation>Zum Beginnen den Text lesen und das Kästchen ankreuzen.</translation>
    </message>
    <message>
      <source>Now enter name and identifier.</source>
      <translation>Jetzt bitte Name und Kennung eingeben.</translation>
    </message>
    <message>
      <source>Look straight at the camera.</source>
      <translation>Bitte gerade in die Kamera schauen.</translation>
    </message>
    <message>
      <source>The recording has ended. Start the camera to play it again.</source>
      <translation>Die Aufnahme ist zu Ende. Zum erneuten Abspielen die Kamera starten.</translation>
    </message>
    <message>
      <source>The recording has ended. Play it again, or skip the poses that are missing.</source>
      <translation>Die Aufnahme ist zu Ende. Bitte noch einmal abspielen oder die fehlenden Richtungen auslassen.</translation>
    </message>
    <message>
      <source>{taken} of {wanted} samples</source>
      <translation>{taken} von {wanted} Proben</translation>
    </message>
  </context>
  <context>
    <name>EnrolForm</name>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Name</translation>
    </message>
    <message>
      <source>&amp;Identifier</source>
      <translation>&amp;Kennung</translation>
    </message>
    <message>
      <source>Your own number for the person, such as a payroll number. Each is used once.</source>
      <translation>Ihre eigene Nummer für die Person, etwa die Personalnummer. Jede nur einmal.</translation>
    </message>
    <message>
      <source>The person agrees to &amp;this text</source>
      <translation>Die Person stimmt &amp;diesem Text zu</translation>
    </message>
    <message>
      <source>I agree to &amp;this text</source>
      <translation>Ich stimme &amp;diesem Text zu</translation>
    </message>
    <message>
      <source>Their consent of {day} is on record.</source>
      <translation>Die Einwilligung vom {day} liegt vor.</translation>
    </message>
  </context>
  <context>
    <name>EnrolPhotosDialog</name>
    <message>
      <source>Enrol from photographs</source>
      <translation>Aus Fotos aufnehmen</translation>
    </message>
    <message>
      <source>Samples from photographs</source>
      <translation>Proben aus Fotos</translation>
    </message>
    <message>
      <source>Photographs</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>&amp;Add photographs…</source>
      <translation>Fotos &amp;hinzufügen …</translation>
    </message>
    <message>
      <source>&amp;Remove</source>
      <translation>Ent&amp;fernen</translation>
    </message>
    <message>
      <source>Add photographs</source>
      <translation>Fotos hinzufügen</translation>
    </message>
    <message>
      <source>From the front, the face at least 100 pixels wide. Several are better.</source>
      <translation>Von vorn, das Gesicht mindestens 100 Pixel breit. Mehrere sind besser.</translation>
    </message>
    <message>
      <source>Consent first</source>
      <translation>Zuerst die Einwilligung</translation>
    </message>
    <message>
      <source>Tick the box once the person has agreed, then add photographs.</source>
      <translation>Kreuzen Sie das Kästchen an, sobald die Person zugestimmt hat, und fügen Sie dann Fotos hinzu.</translation>
    </message>
    <message>
      <source>Being looked at…</source>
      <translation>Wird angesehen …</translation>
    </message>
    <message>
      <source>Can be used</source>
      <translation>Verwendbar</translation>
    </message>
    <message>
      <source>Looking at a photograph</source>
      <translation>Ein Foto wird angesehen</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>Alle Dateien</translation>
    </message>
  </context>
  <context>
    <name>EnrolmentDialog</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>&amp;Enrol</source>
      <translation>&amp;Aufnehmen</translation>
    </message>
    <message>
      <source>R&amp;eplace samples</source>
      <translation>Proben &amp;ersetzen</translation>
    </message>
    <message>
      <source>Add sampl&amp;es</source>
      <translation>Proben hin&amp;zufügen</translation>
    </message>
    <message>
      <source>Comparing</source>
      <translation>Vergleich</translation>
    </message>
    <message>
      <source>Enrolling</source>
      <translation>Aufnahme</translation>
    </message>
    <message>
      <source>This person is enrolled already: {person}. They can be renamed or erased under People.</source>
      <translation>Diese Person ist schon aufgenommen: {person}. Unter „Personen“ lässt sie sich umbenennen oder löschen.</translation>
    </message>
    <message>
      <source>This card belongs to {person}. Give another one.</source>
      <translation>Diese Karte gehört {person}. Bitte eine andere wählen.</translation>
    </message>
    <message>
      <source>This identifier belongs to {person}. Choose another one.</source>
      <translation>Diese Kennung gehört zu {person}. Bitte eine andere wählen.</translation>
    </message>
    <message>
      <source>Will be enrolled as another person; that you said so is recorded.</source>
      <translation>Wird als andere Person aufgenommen; diese Angabe wird festgehalten.</translation>
    </message>
  </context>
  <context>
    <name>EraseDialog</name>
    <message>
      <source>Erase a person</source>
      <translation>Person löschen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>&amp;Erase</source>
      <translation>&amp;Löschen</translation>
    </message>
    <message>
      <source>Save &amp;certificate…</source>
      <translation>&amp;Bescheinigung speichern …</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Erase this person?</source>
      <translation>Diese Person löschen?</translation>
    </message>
    <message>
      <source>Name, identifier and everything else on record, face templates, pictures and consent are removed, from backups too.</source>
      <translation>Name, Kennung und alle anderen Angaben, Gesichtsvorlagen, Bilder und Einwilligung werden entfernt, auch aus Sicherungen.</translation>
    </message>
    <message>
      <source>The person is not recognised any more, from this moment on.</source>
      <translation>Die Person wird von diesem Augenblick an nicht mehr erkannt.</translation>
    </message>
    <message>
      <source>Events of the past stay, under a random number that no longer leads to anybody.</source>
      <translation>Frühere Ereignisse bleiben unter einer Zufallsnummer, die zu niemandem mehr führt.</translation>
    </message>
    <message>
      <source>A signed certificate says what was removed. It names nobody.</source>
      <translation>Eine signierte Bescheinigung sagt, was entfernt wurde. Sie nennt niemanden beim Namen.</translation>
    </message>
    <message>
      <source>This cannot be undone.</source>
      <translation>Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
      <source>The person was erased</source>
      <translation>Die Person wurde gelöscht</translation>
    </message>
    <message>
      <source>A certificate of it is kept in the folder “certificates” of the data folder.</source>
      <translation>Eine Bescheinigung darüber liegt im Ordner „certificates“ des Datenordners.</translation>
    </message>
    <message>
      <source>Erasing a person</source>
      <translation>Eine Person wird gelöscht</translation>
    </message>
    <message>
      <source>Erasing…</source>
      <translation>Wird gelöscht …</translation>
    </message>
    <message>
      <source>Removed: templates {references}, pictures {pictures}, consents {consents}, kept looks {looks}. Backups cleaned: {backups}. Events that stay as they are: {events}.</source>
      <translation>Entfernt: Vorlagen {references}, Bilder {pictures}, Einwilligungen {consents}, aufbewahrte Blicke {looks}. Bereinigte Sicherungen: {backups}. Ereignisse, die unverändert bleiben: {events}.</translation>
    </message>
    <message>
      <source>Not everything could be cleaned up:</source>
      <translation>Nicht alles konnte bereinigt werden:</translation>
    </message>
    <message>
      <source>The certificate could not be kept. Save it now.</source>
      <translation>Die Bescheinigung konnte nicht abgelegt werden. Bitte jetzt speichern.</translation>
    </message>
    <message>
      <source>Save the certificate</source>
      <translation>Bescheinigung speichern</translation>
    </message>
    <message>
      <source>Certificates</source>
      <translation>Bescheinigungen</translation>
    </message>
    <message>
      <source>Saving a certificate</source>
      <translation>Eine Bescheinigung wird gespeichert</translation>
    </message>
    <message>
      <source>The certificate was saved: {file}</source>
      <translation>Die Bescheinigung wurde gespeichert: {file}</translation>
    </message>
  </context>
  <context>
    <name>EventsPage</name>
    <message>
      <source>Events</source>
      <translation>Ereignisse</translation>
    </message>
    <message>
      <source>Show all days</source>
      <translation>Alle Tage zeigen</translation>
    </message>
    <message>
      <source>The events could not be read</source>
      <translation>Die Ereignisse konnten nicht gelesen werden</translation>
    </message>
    <message>
      <source>The notice says why.</source>
      <translation>Der Hinweis sagt, warum.</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>Days</source>
      <translation>Tage</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Heute</translation>
    </message>
    <message>
      <source>Last 7 days</source>
      <translation>Letzte 7 Tage</translation>
    </message>
    <message>
      <source>This month</source>
      <translation>Dieser Monat</translation>
    </message>
    <message>
      <source>All days</source>
      <translation>Alle Tage</translation>
    </message>
    <message>
      <source>Chosen days</source>
      <translation>Gewählte Tage</translation>
    </message>
    <message>
      <source>First day</source>
      <translation>Erster Tag</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Letzter Tag</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>All results</source>
      <translation>Alle Ergebnisse</translation>
    </message>
    <message>
      <source>E&amp;xport…</source>
      <translation>E&amp;xportieren …</translation>
    </message>
    <message>
      <source>This is &amp;not me…</source>
      <translation>Das bin ich &amp;nicht …</translation>
    </message>
    <message>
      <source>This &amp;is…</source>
      <translation>Das &amp;ist …</translation>
    </message>
    <message>
      <source>&amp;Undo the correction</source>
      <translation>Berichtigung &amp;zurücknehmen</translation>
    </message>
    <message>
      <source>to</source>
      <translation>bis</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>Wird gelesen …</translation>
    </message>
    <message>
      <source>No such events</source>
      <translation>Keine solchen Ereignisse</translation>
    </message>
    <message>
      <source>Nothing that was recorded fits these filters.</source>
      <translation>Nichts Aufgezeichnetes passt zu diesen Filtern.</translation>
    </message>
    <message>
      <source>Nothing recorded yet</source>
      <translation>Noch nichts aufgezeichnet</translation>
    </message>
    <message>
      <source>Whoever is seen at the gate appears here at once.</source>
      <translation>Wer am Eingang gesehen wird, erscheint hier sofort.</translation>
    </message>
    <message>
      <source>Nothing on these days</source>
      <translation>Nichts an diesen Tagen</translation>
    </message>
    <message>
      <source>Earlier events are still there.</source>
      <translation>Frühere Ereignisse sind noch da.</translation>
    </message>
  </context>
  <context>
    <name>EventsTableModel</name>
    <message>
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>Person</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Distance</source>
      <translation>Abstand</translation>
    </message>
    <message>
      <source>Threshold</source>
      <translation>Schwelle</translation>
    </message>
    <message>
      <source>Margin</source>
      <translation>Vorsprung</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Grund</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>Kamera</translation>
    </message>
    <message>
      <source>Face of {person}</source>
      <translation>Gesicht von {person}</translation>
    </message>
    <message>
      <source>Number of {person}</source>
      <translation>Nummer von {person}</translation>
    </message>
    <message>
      <source>{reason} Seen by: {cue}.</source>
      <translation>{reason} Merkmal: {cue}.</translation>
    </message>
    <message>
      <source>Not {person}</source>
      <translation>Nicht {person}</translation>
    </message>
  </context>
  <context>
    <name>Explanations</name>
    <message>
      <source>{at}: {direction} ({origin})</source>
      <translation>{at}: {direction} ({origin})</translation>
    </message>
    <message>
      <source>{at}: ignored, so soon after the punch before</source>
      <translation>{at}: zählt nicht, zu kurz nach der Stempelung davor</translation>
    </message>
    <message>
      <source>{at}: ignored, belongs to no shift</source>
      <translation>{at}: zählt nicht, gehört zu keiner Schicht</translation>
    </message>
    <message>
      <source>{at}: ignored, neither in nor out</source>
      <translation>{at}: zählt nicht, weder Kommt noch Geht</translation>
    </message>
    <message>
      <source>{at}: ignored, between the first in and the last out</source>
      <translation>{at}: zählt nicht, zwischen erstem Kommt und letztem Geht</translation>
    </message>
    <message>
      <source>{at}: gives no minutes, there is no in before it</source>
      <translation>{at}: ergibt keine Minuten, davor fehlt ein Kommt</translation>
    </message>
    <message>
      <source>{at}: gives no minutes, there is no out after it</source>
      <translation>{at}: ergibt keine Minuten, danach fehlt ein Geht</translation>
    </message>
    <message>
      <source>{at}: ignored, no break to begin or end</source>
      <translation>{at}: zählt nicht, keine Pause beginnt oder endet hier</translation>
    </message>
    <message>
      <source>No shift: {kind}</source>
      <translation>Keine Schicht: {kind}</translation>
    </message>
    <message>
      <source>Public holiday: {name}</source>
      <translation>Feiertag: {name}</translation>
    </message>
    <message>
      <source>Shift {shift}, {planned}: {minutes} minutes required</source>
      <translation>Schicht {shift}, {planned}: Soll {minutes} Minuten</translation>
    </message>
    <message>
      <source>Leave covers {minutes} minutes ({paid})</source>
      <translation>Freistellung deckt {minutes} Minuten ({paid})</translation>
    </message>
    <message>
      <source>Business trip: {minutes} minutes count as worked</source>
      <translation>Dienstreise: {minutes} Minuten zählen als gearbeitet</translation>
    </message>
    <message>
      <source>{at} counts as {until}</source>
      <translation>{at} zählt als {until}</translation>
    </message>
    <message>
      <source>{at} to {until}: {minutes} minutes there</source>
      <translation>{at} bis {until}: {minutes} Minuten anwesend</translation>
    </message>
    <message>
      <source>{minutes} minutes outside the shift do not count</source>
      <translation>{minutes} Minuten außerhalb der Schicht zählen nicht</translation>
    </message>
    <message>
      <source>{minutes} minutes are less than the {minimum} from which overtime counts</source>
      <translation>{minutes} Minuten sind weniger als die {minimum}, ab denen Überstunden zählen</translation>
    </message>
    <message>
      <source>Unpaid break: {minutes} minutes are taken off</source>
      <translation>Unbezahlte Pause: {minutes} Minuten werden abgezogen</translation>
    </message>
    <message>
      <source>Paid break: {minutes} minutes count as worked</source>
      <translation>Bezahlte Pause: {minutes} Minuten zählen als gearbeitet</translation>
    </message>
    <message>
      <source>More than {after} minutes worked: {minutes} minutes of break are taken off</source>
      <translation>Mehr als {after} Minuten gearbeitet: {minutes} Minuten Pause werden abgezogen</translation>
    </message>
    <message>
      <source>Overtime: {minutes} minutes (tiers: {tiers})</source>
      <translation>Überstunden: {minutes} Minuten (Stufen: {tiers})</translation>
    </message>
    <message>
      <source>{minutes} minutes late for {planned}</source>
      <translation>{minutes} Minuten verspätet (geplant: {planned})</translation>
    </message>
    <message>
      <source>{minutes} minutes late for {planned}, within the grace of {grace}</source>
      <translation>{minutes} Minuten verspätet (geplant: {planned}), innerhalb der Karenz von {grace}</translation>
    </message>
    <message>
      <source>Left {minutes} minutes before {planned}</source>
      <translation>{minutes} Minuten zu früh gegangen (geplant: {planned})</translation>
    </message>
    <message>
      <source>Left {minutes} minutes before {planned}, within the grace of {grace}</source>
      <translation>{minutes} Minuten zu früh gegangen (geplant: {planned}), innerhalb der Karenz von {grace}</translation>
    </message>
    <message>
      <source>Not there at all in a part of the shift, {minutes} minutes</source>
      <translation>In einem Teil der Schicht gar nicht da, {minutes} Minuten</translation>
    </message>
    <message>
      <source>Not there at all in the core time</source>
      <translation>In der Kernzeit gar nicht da</translation>
    </message>
    <message>
      <source>Half a day: {minutes} minutes absent</source>
      <translation>Halber Tag: {minutes} Minuten abwesend</translation>
    </message>
    <message>
      <source>Absent: {minutes} minutes</source>
      <translation>Abwesend: {minutes} Minuten</translation>
    </message>
    <message>
      <source>{minutes} of the required minutes are missing</source>
      <translation>Am Soll fehlen {minutes} Minuten</translation>
    </message>
    <message>
      <source>The day is not over</source>
      <translation>Der Tag ist nicht vorbei</translation>
    </message>
    <message>
      <source>without direction</source>
      <translation>ohne Richtung</translation>
    </message>
    <message>
      <source>in</source>
      <translation>Kommt</translation>
    </message>
    <message>
      <source>out</source>
      <translation>Geht</translation>
    </message>
    <message>
      <source>break begins</source>
      <translation>Pause beginnt</translation>
    </message>
    <message>
      <source>break ends</source>
      <translation>Pause endet</translation>
    </message>
    <message>
      <source>face</source>
      <translation>Gesicht</translation>
    </message>
    <message>
      <source>card or PIN</source>
      <translation>Karte oder PIN</translation>
    </message>
    <message>
      <source>added</source>
      <translation>ergänzt</translation>
    </message>
    <message>
      <source>moved</source>
      <translation>verschoben</translation>
    </message>
    <message>
      <source>paid</source>
      <translation>bezahlt</translation>
    </message>
    <message>
      <source>unpaid</source>
      <translation>unbezahlt</translation>
    </message>
  </context>
  <context>
    <name>ExportDialog</name>
    <message>
      <source>Export</source>
      <translation>Exportieren</translation>
    </message>
    <message>
      <source>E&amp;xport</source>
      <translation>E&amp;xportieren</translation>
    </message>
    <message>
      <source>E&amp;very day…</source>
      <translation>Jeden Ta&amp;g …</translation>
    </message>
    <message>
      <source>Have reports written to a folder every day</source>
      <translation>Berichte jeden Tag in einen Ordner schreiben lassen</translation>
    </message>
    <message>
      <source>CSV, for other programs</source>
      <translation>CSV, für andere Programme</translation>
    </message>
    <message>
      <source>XLSX, for a spreadsheet</source>
      <translation>XLSX, für Tabellenprogramme</translation>
    </message>
    <message>
      <source>PDF, for paper</source>
      <translation>PDF, für Papier</translation>
    </message>
    <message>
      <source>A&amp;ll days</source>
      <translation>A&amp;lle Tage</translation>
    </message>
    <message>
      <source>First day</source>
      <translation>Erster Tag</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Letzter Tag</translation>
    </message>
    <message>
      <source>Department</source>
      <translation>Abteilung</translation>
    </message>
    <message>
      <source>All departments</source>
      <translation>Alle Abteilungen</translation>
    </message>
    <message>
      <source>C&amp;hoose…</source>
      <translation>&amp;Wählen …</translation>
    </message>
    <message>
      <source>to</source>
      <translation>bis</translation>
    </message>
    <message>
      <source>&amp;Report</source>
      <translation>&amp;Bericht</translation>
    </message>
    <message>
      <source>Days</source>
      <translation>Tage</translation>
    </message>
    <message>
      <source>&amp;People</source>
      <translation>&amp;Personen</translation>
    </message>
    <message>
      <source>For&amp;mat</source>
      <translation>For&amp;mat</translation>
    </message>
    <message>
      <source>&amp;Columns</source>
      <translation>&amp;Spalten</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>Da&amp;tei</translation>
    </message>
    <message>
      <source>Export a report</source>
      <translation>Bericht exportieren</translation>
    </message>
    <message>
      <source>Exporting</source>
      <translation>Export</translation>
    </message>
    <message>
      <source>Fixed, for other programs</source>
      <translation>Fest, für andere Programme</translation>
    </message>
    <message>
      <source>The usual ones</source>
      <translation>Die üblichen</translation>
    </message>
    <message>
      <source>As on the screen</source>
      <translation>Wie am Bildschirm</translation>
    </message>
    <message>
      <source>Chosen ({number})</source>
      <translation>Gewählte ({number})</translation>
    </message>
    <message>
      <source>The last day lies before the first.</source>
      <translation>Der letzte Tag liegt vor dem ersten.</translation>
    </message>
    <message>
      <source>Choose whose days.</source>
      <translation>Bitte wählen, wessen Tage.</translation>
    </message>
    <message>
      <source>{format} files</source>
      <translation>{format}-Dateien</translation>
    </message>
    <message>
      <source>Export to</source>
      <translation>Exportieren nach</translation>
    </message>
    <message>
      <source>Done: {number}</source>
      <translation>Fertig: {number}</translation>
    </message>
  </context>
  <context>
    <name>FinalDays</name>
    <message>
      <source>Their minutes are worked out once more and stay as they are from then on. Punches of these days cannot be changed until the period is opened again.</source>
      <translation>Ihre Minuten werden noch einmal berechnet und bleiben von da an, wie sie sind. Stempelungen dieser Tage lassen sich erst ändern, wenn der Zeitraum wieder geöffnet ist.</translation>
    </message>
    <message>
      <source>Close days</source>
      <translation>Tage abschließen</translation>
    </message>
    <message>
      <source>Minutes are brought up to date by themselves whenever a punch or the plan changes. This works them all out anew; closed days stay as they are.</source>
      <translation>Minuten folgen von selbst jeder Änderung an Stempelungen oder Plan. Hier werden alle neu berechnet; abgeschlossene Tage bleiben, wie sie sind.</translation>
    </message>
    <message>
      <source>Work days out anew</source>
      <translation>Tage neu berechnen</translation>
    </message>
    <message>
      <source>Open closed days again</source>
      <translation>Abgeschlossene Tage wieder öffnen</translation>
    </message>
  </context>
  <context>
    <name>GroupField</name>
    <message>
      <source>Separated by commas</source>
      <translation>Durch Kommas getrennt</translation>
    </message>
  </context>
  <context>
    <name>HolidayLoader</name>
    <message>
      <source>Country</source>
      <translation>Land</translation>
    </message>
    <message>
      <source>Region</source>
      <translation>Region</translation>
    </message>
    <message>
      <source>First year</source>
      <translation>Erstes Jahr</translation>
    </message>
    <message>
      <source>Last year</source>
      <translation>Letztes Jahr</translation>
    </message>
    <message>
      <source>&amp;Load</source>
      <translation>&amp;Laden</translation>
    </message>
    <message>
      <source>C&amp;ountry</source>
      <translation>Lan&amp;d</translation>
    </message>
    <message>
      <source>&amp;Region</source>
      <translation>&amp;Region</translation>
    </message>
    <message>
      <source>&amp;Years</source>
      <translation>&amp;Jahre</translation>
    </message>
    <message>
      <source>Days that are in the calendar already stay as they are.</source>
      <translation>Tage, die schon im Kalender stehen, bleiben, wie sie sind.</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>Wird gelesen …</translation>
    </message>
    <message>
      <source>Added: {added}. There already: {known}.</source>
      <translation>Hinzugefügt: {added}. Schon da: {known}.</translation>
    </message>
    <message>
      <source>All of the country</source>
      <translation>Ganzes Land</translation>
    </message>
    <message>
      <source>Nothing is known for these years.</source>
      <translation>Für diese Jahre ist nichts bekannt.</translation>
    </message>
  </context>
  <context>
    <name>HolidaysTable</name>
    <message>
      <source>Day</source>
      <translation>Tag</translation>
    </message>
    <message>
      <source>Weekday</source>
      <translation>Wochentag</translation>
    </message>
    <message>
      <source>Public holiday</source>
      <translation>Feiertag</translation>
    </message>
  </context>
  <context>
    <name>HoursForm</name>
    <message>
      <source>Hours of a week</source>
      <translation>Zeiten einer Woche</translation>
    </message>
    <message>
      <source>Such as 08:00-12:00, 13:00-18:00. Empty is closed; 22:00-06:00 ends on the next day.</source>
      <translation>Etwa 08:00-12:00, 13:00-18:00. Leer heißt geschlossen; 22:00-06:00 endet am nächsten Tag.</translation>
    </message>
    <message>
      <source>&amp;Until Friday as on Monday</source>
      <translation>&amp;Bis Freitag wie Montag</translation>
    </message>
    <message>
      <source>Public holidays</source>
      <translation>Feiertage</translation>
    </message>
    <message>
      <source>On public holidays</source>
      <translation>An Feiertagen</translation>
    </message>
    <message>
      <source>Hours on holidays</source>
      <translation>Zeiten an Feiertagen</translation>
    </message>
    <message>
      <source>Whose holidays</source>
      <translation>Wessen Feiertage</translation>
    </message>
    <message>
      <source>Those of all calendars</source>
      <translation>Die aller Kalender</translation>
    </message>
    <message>
      <source>On pu&amp;blic holidays</source>
      <translation>An &amp;Feiertagen</translation>
    </message>
    <message>
      <source>&amp;Hours then</source>
      <translation>&amp;Zeiten dann</translation>
    </message>
    <message>
      <source>C&amp;alendar</source>
      <translation>&amp;Kalender</translation>
    </message>
    <message>
      <source>closed</source>
      <translation>geschlossen</translation>
    </message>
    <message>
      <source>Not understood: hours are typed like 08:00-12:00, 13:00-18:00.</source>
      <translation>Nicht verstanden: Zeiten bitte wie 08:00-12:00, 13:00-18:00 eintippen.</translation>
    </message>
    <message>
      <source>Two of these overlap.</source>
      <translation>Zwei davon überschneiden sich.</translation>
    </message>
    <message>
      <source>{name} (not there any more)</source>
      <translation>{name} (nicht mehr da)</translation>
    </message>
  </context>
  <context>
    <name>ImportPeopleDialog</name>
    <message>
      <source>Import people</source>
      <translation>Personen importieren</translation>
    </message>
    <message>
      <source>&amp;Folder…</source>
      <translation>&amp;Ordner …</translation>
    </message>
    <message>
      <source>&amp;List or archive…</source>
      <translation>&amp;Liste oder Archiv …</translation>
    </message>
    <message>
      <source>Choose what to import</source>
      <translation>Wählen, was importiert wird</translation>
    </message>
    <message>
      <source>A folder or ZIP archive with a folder for each person, named by the identifier or by identifier and name (“A-17 Ada Lovelace”). Or a list (CSV) whose first line names its columns: id, name, department, groups, card, PIN, valid from, valid until, notes, photo; the photographs lie beside it.</source>
      <translation>Ein Ordner oder ZIP-Archiv mit einem Ordner je Person, benannt nach der Kennung oder nach Kennung und Name („A-17 Ada Lovelace“). Oder eine Liste (CSV), deren erste Zeile die Spalten nennt: Kennung, Name, Abteilung, Gruppen, Karte, PIN, gültig ab, gültig bis, Notizen, Foto; die Fotos liegen daneben.</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>&amp;Back</source>
      <translation>&amp;Zurück</translation>
    </message>
    <message>
      <source>&amp;Try without changing anything</source>
      <translation>&amp;Probelauf, nichts ändern</translation>
    </message>
    <message>
      <source>&amp;Import</source>
      <translation>&amp;Importieren</translation>
    </message>
    <message>
      <source>Reading the list and the names of the files…</source>
      <translation>Liste und Dateinamen werden gelesen …</translation>
    </message>
    <message>
      <source>Reading a list</source>
      <translation>Eine Liste wird gelesen</translation>
    </message>
    <message>
      <source>Trying the import…</source>
      <translation>Probelauf des Imports …</translation>
    </message>
    <message>
      <source>Importing…</source>
      <translation>Wird importiert …</translation>
    </message>
    <message>
      <source>What was imported stays; import again to go on.</source>
      <translation>Was importiert ist, bleibt; zum Weitermachen noch einmal importieren.</translation>
    </message>
    <message>
      <source>Stopped. People left: {number}. What was imported stays; import again to go on.</source>
      <translation>Angehalten. Noch ausstehende Personen: {number}. Was importiert ist, bleibt; zum Weitermachen noch einmal importieren.</translation>
    </message>
    <message>
      <source>Report saved: {rows} rows.</source>
      <translation>Bericht gespeichert. Zeilen: {rows}.</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>Folder with people</source>
      <translation>Ordner mit Personen</translation>
    </message>
    <message>
      <source>List or archive</source>
      <translation>Liste oder Archiv</translation>
    </message>
    <message>
      <source>Lists and archives</source>
      <translation>Listen und Archive</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>Alle Dateien</translation>
    </message>
    <message>
      <source>Save the report</source>
      <translation>Bericht speichern</translation>
    </message>
    <message>
      <source>CSV files</source>
      <translation>CSV-Dateien</translation>
    </message>
  </context>
  <context>
    <name>ImportPlanDialog</name>
    <message>
      <source>Import a plan</source>
      <translation>Plan importieren</translation>
    </message>
    <message>
      <source>&amp;Add to the plan</source>
      <translation>Zum Plan &amp;hinzufügen</translation>
    </message>
    <message>
      <source>&amp;Replace the plan</source>
      <translation>Plan &amp;ersetzen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>&amp;Import</source>
      <translation>&amp;Importieren</translation>
    </message>
    <message>
      <source>What has the same identifier is changed, everything else stays.</source>
      <translation>Was dieselbe Kennung hat, wird geändert, alles andere bleibt.</translation>
    </message>
    <message>
      <source>What is not in the file is removed: shifts, assignments, absences, zones and doors too.</source>
      <translation>Was nicht in der Datei steht, wird entfernt: Schichten, Zuordnungen, Abwesenheiten, auch Zonen und Türen.</translation>
    </message>
    <message>
      <source>All of it is taken over, or nothing.</source>
      <translation>Alles wird übernommen oder nichts.</translation>
    </message>
    <message>
      <source>The plan has {number} items now.</source>
      <translation>Der Plan hat jetzt {number} Einträge.</translation>
    </message>
  </context>
  <context>
    <name>ImportPreview</name>
    <message>
      <source>Preview</source>
      <translation>Vorschau</translation>
    </message>
    <message>
      <source>&amp;Update records that exist, and add photographs to them</source>
      <translation>Vorhandene Datensätze &amp;aktualisieren und Fotos hinzufügen</translation>
    </message>
    <message>
      <source>Also import people &amp;without a usable photograph, for card or PIN</source>
      <translation>Auch Personen ohne &amp;verwendbares Foto importieren, für Karte oder PIN</translation>
    </message>
    <message>
      <source>Also import people whose face &amp;matches somebody (they look alike)</source>
      <translation>Auch Personen importieren, deren &amp;Gesicht mit jemandem übereinstimmt (Ähnlichkeit)</translation>
    </message>
    <message>
      <source>&amp;Encoding</source>
      <translation>Zeichen&amp;kodierung</translation>
    </message>
    <message>
      <source>Se&amp;parator</source>
      <translation>&amp;Trennzeichen</translation>
    </message>
    <message>
      <source>People: {people}. Photographs: {photos}.</source>
      <translation>Personen: {people}. Fotos: {photos}.</translation>
    </message>
    <message>
      <source>Lines or files that cannot be used: {number}.</source>
      <translation>Nicht verwendbare Zeilen oder Dateien: {number}.</translation>
    </message>
    <message>
      <source>The first {number} are shown.</source>
      <translation>Die ersten {number} sind gezeigt.</translation>
    </message>
    <message>
      <source>Columns that are not used: {columns}.</source>
      <translation>Nicht verwendete Spalten: {columns}.</translation>
    </message>
    <message>
      <source>Comma</source>
      <translation>Komma</translation>
    </message>
    <message>
      <source>Semicolon</source>
      <translation>Semikolon</translation>
    </message>
    <message>
      <source>Tab</source>
      <translation>Tabulator</translation>
    </message>
    <message>
      <source>Bar</source>
      <translation>Senkrechter Strich</translation>
    </message>
    <message>
      <source>Automatic</source>
      <translation>Automatisch</translation>
    </message>
    <message>
      <source>I attest that everybody in this import &amp;agreed to this text</source>
      <translation>Ich bestätige, dass alle in diesem Import &amp;diesem Text zugestimmt haben</translation>
    </message>
  </context>
  <context>
    <name>ImportProgressPage</name>
    <message>
      <source>People: {people} of {all_people}. Photographs: {photos} of {all_photos}.</source>
      <translation>Personen: {people} von {all_people}. Fotos: {photos} von {all_photos}.</translation>
    </message>
    <message>
      <source>A few seconds left.</source>
      <translation>Noch wenige Sekunden.</translation>
    </message>
    <message>
      <source>About {seconds} seconds left.</source>
      <translation>Noch etwa {seconds} Sekunden.</translation>
    </message>
    <message>
      <source>About {minutes} minutes left.</source>
      <translation>Noch etwa {minutes} Minuten.</translation>
    </message>
  </context>
  <context>
    <name>ImportReportPage</name>
    <message>
      <source>&amp;Problems only</source>
      <translation>Nur P&amp;robleme</translation>
    </message>
    <message>
      <source>&amp;Save report…</source>
      <translation>Bericht &amp;speichern …</translation>
    </message>
    <message>
      <source>Report of the import</source>
      <translation>Bericht des Imports</translation>
    </message>
    <message>
      <source>Imported before</source>
      <translation>Schon importiert</translation>
    </message>
    <message>
      <source>Tried, nothing was changed. People who would be added: {added}, updated: {updated}.</source>
      <translation>Probelauf, nichts wurde geändert. Personen, die neu wären: {added}, aktualisiert würden: {updated}.</translation>
    </message>
    <message>
      <source>People added: {added}, updated: {updated}.</source>
      <translation>Personen neu: {added}, aktualisiert: {updated}.</translation>
    </message>
    <message>
      <source>People imported before: {before}, refused: {refused}.</source>
      <translation>Personen schon importiert: {before}, abgelehnt: {refused}.</translation>
    </message>
    <message>
      <source>Photographs used: {used}, imported before: {before}, refused: {refused}.</source>
      <translation>Fotos verwendet: {used}, schon importiert: {before}, abgelehnt: {refused}.</translation>
    </message>
  </context>
  <context>
    <name>Keypad</name>
    <message>
      <source>Hold your card to the reader, or type your number and press OK.</source>
      <translation>Karte an das Lesegerät halten oder Nummer eintippen und OK drücken.</translation>
    </message>
    <message>
      <source>Card or number</source>
      <translation>Karte oder Nummer</translation>
    </message>
    <message>
      <source>Then press OK. If you have no PIN, ask at the desk.</source>
      <translation>Dann OK drücken. Wer keine PIN hat, fragt bitte am Empfang.</translation>
    </message>
    <message>
      <source>Your PIN, please</source>
      <translation>Ihre PIN, bitte</translation>
    </message>
    <message>
      <source>One moment…</source>
      <translation>Einen Moment …</translation>
    </message>
    <message>
      <source>Too many attempts here. It goes on in {time}.</source>
      <translation>Zu viele Versuche hier. Weiter geht es in {time}.</translation>
    </message>
    <message>
      <source>Please wait</source>
      <translation>Bitte warten</translation>
    </message>
    <message>
      <source>Too many attempts with this number. It can be used again in {time}.</source>
      <translation>Zu viele Versuche mit dieser Nummer. Sie gilt wieder in {time}.</translation>
    </message>
    <message>
      <source>Recorded</source>
      <translation>Erfasst</translation>
    </message>
    <message>
      <source>You were recorded at {time}. There is nothing more to do.</source>
      <translation>Sie wurden um {time} erfasst. Mehr ist nicht zu tun.</translation>
    </message>
    <message>
      <source>Recorded already</source>
      <translation>Schon erfasst</translation>
    </message>
    <message>
      <source>Note the time, {time}, and tell the desk.</source>
      <translation>Bitte die Uhrzeit notieren, {time}, und am Empfang melden.</translation>
    </message>
    <message>
      <source>NOT recorded</source>
      <translation>NICHT erfasst</translation>
    </message>
    <message>
      <source>Number and PIN do not fit, or cannot be used now. Try again, or ask.</source>
      <translation>Nummer und PIN passen nicht zusammen oder gelten gerade nicht. Noch einmal versuchen oder am Empfang fragen.</translation>
    </message>
    <message>
      <source>Not recognised</source>
      <translation>Nicht erkannt</translation>
    </message>
  </context>
  <context>
    <name>KeypadPanel</name>
    <message>
      <source>Card or PIN</source>
      <translation>Karte oder PIN</translation>
    </message>
    <message>
      <source>Aa</source>
      <translation>Aa</translation>
    </message>
    <message>
      <source>OK</source>
      <translation>OK</translation>
    </message>
    <message>
      <source>&amp;Back</source>
      <translation>&amp;Zurück</translation>
    </message>
    <message>
      <source>Hyphen</source>
      <translation>Bindestrich</translation>
    </message>
    <message>
      <source>Full stop</source>
      <translation>Punkt</translation>
    </message>
    <message>
      <source>Small letters</source>
      <translation>Kleinbuchstaben</translation>
    </message>
    <message>
      <source>Delete the last character</source>
      <translation>Letztes Zeichen löschen</translation>
    </message>
    <message>
      <source>OK: done with this entry</source>
      <translation>OK: Eingabe abschließen</translation>
    </message>
    <message>
      <source>Letters are shown.</source>
      <translation>Buchstaben werden gezeigt.</translation>
    </message>
    <message>
      <source>Digits are shown.</source>
      <translation>Ziffern werden gezeigt.</translation>
    </message>
    <message>
      <source>123</source>
      <translation>123</translation>
    </message>
    <message>
      <source>ABC</source>
      <translation>ABC</translation>
    </message>
    <message>
      <source>Show digits</source>
      <translation>Ziffern zeigen</translation>
    </message>
    <message>
      <source>Show letters</source>
      <translation>Buchstaben zeigen</translation>
    </message>
    <message>
      <source>Characters typed: {number}</source>
      <translation>Eingetippte Zeichen: {number}</translation>
    </message>
  </context>
  <context>
    <name>LengthBox</name>
    <message>
      <source>Hours and minutes, such as 7:30</source>
      <translation>Stunden und Minuten, etwa 7:30</translation>
    </message>
  </context>
  <context>
    <name>Live</name>
    <message>
      <source>Erased person</source>
      <translation>Gelöschte Person</translation>
    </message>
    <message>
      <source>Unknown person</source>
      <translation>Unbekannte Person</translation>
    </message>
    <message>
      <source>Looking…</source>
      <translation>Wird angesehen …</translation>
    </message>
    <message>
      <source>{distance} of {threshold}</source>
      <translation>{distance} von {threshold}</translation>
    </message>
    <message>
      <source> · margin {margin}</source>
      <translation> · Vorsprung {margin}</translation>
    </message>
    <message>
      <source>Recognition stopped</source>
      <translation>Erkennung angehalten</translation>
    </message>
    <message>
      <source>Start again</source>
      <translation>Neu starten</translation>
    </message>
    <message>
      <source>Waiting for a picture…</source>
      <translation>Warten auf ein Bild …</translation>
    </message>
    <message>
      <source>Start camera</source>
      <translation>Kamera starten</translation>
    </message>
    <message>
      <source>Opening the camera…</source>
      <translation>Kamera wird geöffnet …</translation>
    </message>
    <message>
      <source>Camera lost – reconnecting…</source>
      <translation>Kamera verloren – wird neu verbunden …</translation>
    </message>
    <message>
      <source>Try now</source>
      <translation>Jetzt versuchen</translation>
    </message>
    <message>
      <source>Nobody is recognised while it is off.</source>
      <translation>Solange sie aus ist, wird niemand erkannt.</translation>
    </message>
    <message>
      <source>The camera is off</source>
      <translation>Die Kamera ist aus</translation>
    </message>
    <message>
      <source>Camera not available</source>
      <translation>Kamera nicht verfügbar</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>Start the camera to play it again.</source>
      <translation>Starten Sie die Kamera, um sie noch einmal abzuspielen.</translation>
    </message>
    <message>
      <source>The recording has ended</source>
      <translation>Die Aufnahme ist zu Ende</translation>
    </message>
    <message>
      <source>This happens once. Recognition begins when they are here.</source>
      <translation>Das geschieht einmal. Die Erkennung beginnt, sobald sie da sind.</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Getting the models…</source>
      <translation>Modelle werden geholt …</translation>
    </message>
    <message>
      <source>No models: nobody is recognised</source>
      <translation>Keine Modelle: niemand wird erkannt</translation>
    </message>
    <message>
      <source>Good morning</source>
      <translation>Guten Morgen</translation>
    </message>
    <message>
      <source>Good afternoon</source>
      <translation>Guten Tag</translation>
    </message>
    <message>
      <source>Good evening</source>
      <translation>Guten Abend</translation>
    </message>
    <message>
      <source>Hello</source>
      <translation>Hallo</translation>
    </message>
    <message>
      <source>Goodbye</source>
      <translation>Auf Wiedersehen</translation>
    </message>
    <message>
      <source>Have a good break</source>
      <translation>Gute Pause</translation>
    </message>
    <message>
      <source>In {time}</source>
      <translation>Kommt {time}</translation>
    </message>
    <message>
      <source>Out {time}</source>
      <translation>Geht {time}</translation>
    </message>
    <message>
      <source>Break {time}</source>
      <translation>Pause {time}</translation>
    </message>
    <message>
      <source>Back {time}</source>
      <translation>Zurück {time}</translation>
    </message>
    <message>
      <source>Shift {time}</source>
      <translation>Schicht {time}</translation>
    </message>
  </context>
  <context>
    <name>LivePage</name>
    <message>
      <source>Nobody yet</source>
      <translation>Noch niemand</translation>
    </message>
    <message>
      <source>Whoever is recognised next appears here.</source>
      <translation>Wer als Nächstes erkannt wird, erscheint hier.</translation>
    </message>
    <message>
      <source>Card or &amp;PIN</source>
      <translation>Karte oder &amp;PIN</translation>
    </message>
    <message>
      <source>Sign in without your face: with a card, or a number and a PIN (Ctrl+K)</source>
      <translation>Ohne Gesicht anmelden: mit Karte oder mit Nummer und PIN (Strg+K)</translation>
    </message>
    <message>
      <source>Earlier</source>
      <translation>Vorher</translation>
    </message>
    <message>
      <source>Unknown person</source>
      <translation>Unbekannte Person</translation>
    </message>
  </context>
  <context>
    <name>LockBanner</name>
    <message>
      <source>Lock-down: no rule opens a door. Free doors stay free.</source>
      <translation>Türsperre: Keine Regel öffnet eine Tür. Freie Türen bleiben frei.</translation>
    </message>
    <message>
      <source>End the lock-down…</source>
      <translation>Türsperre beenden …</translation>
    </message>
  </context>
  <context>
    <name>LookAlikePanel</name>
    <message>
      <source>Look-alikes</source>
      <translation>Ähnliche Personen</translation>
    </message>
    <message>
      <source>This is an&amp;other person</source>
      <translation>Da&amp;s ist eine andere Person</translation>
    </message>
    <message>
      <source>Looks like</source>
      <translation>Ähnelt</translation>
    </message>
    <message>
      <source>Distance</source>
      <translation>Abstand</translation>
    </message>
    <message>
      <source>and {number} more</source>
      <translation>und {number} weiteren</translation>
    </message>
    <message>
      <source>People who look alike need a larger margin to be told apart. A second factor, such as a card or a PIN, is safer.</source>
      <translation>Wer einander ähnelt, braucht einen größeren Vorsprung, um unterschieden zu werden. Ein zweiter Faktor wie eine Karte oder eine PIN ist sicherer.</translation>
    </message>
  </context>
  <context>
    <name>LookAlikeTableModel</name>
    <message>
      <source>Person</source>
      <translation>Person</translation>
    </message>
    <message>
      <source>Looks like</source>
      <translation>Ähnelt</translation>
    </message>
    <message>
      <source>Distance</source>
      <translation>Abstand</translation>
    </message>
    <message>
      <source>Margin</source>
      <translation>Vorsprung</translation>
    </message>
    <message>
      <source>What to do</source>
      <translation>Was zu tun ist</translation>
    </message>
    <message>
      <source>Larger margin; a card or a PIN is safer</source>
      <translation>Mehr Vorsprung; sicherer: Karte oder PIN</translation>
    </message>
    <message>
      <source>Larger margin</source>
      <translation>Mehr Vorsprung</translation>
    </message>
  </context>
  <context>
    <name>LookAlikesDialog</name>
    <message>
      <source>Look-alikes</source>
      <translation>Ähnliche Personen</translation>
    </message>
    <message>
      <source>Pairs of people who look alike</source>
      <translation>Paare ähnlicher Personen</translation>
    </message>
    <message>
      <source>Comparing everybody with everybody</source>
      <translation>Alle werden mit allen verglichen</translation>
    </message>
    <message>
      <source>Nobody looks too much alike</source>
      <translation>Niemand ähnelt sich zu sehr</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Comparing everybody with everybody…</source>
      <translation>Alle werden mit allen verglichen …</translation>
    </message>
    <message>
      <source>People who look alike</source>
      <translation>Personen, die sich ähneln</translation>
    </message>
    <message>
      <source>Looking for look-alikes</source>
      <translation>Ähnliche Personen werden gesucht</translation>
    </message>
    <message>
      <source>People compared: {number}. No two are closer than {limit}.</source>
      <translation>Verglichene Personen: {number}. Keine zwei haben einen Abstand unter {limit}.</translation>
    </message>
    <message>
      <source>Pairs closer than {limit}: {pairs}. There the threshold {threshold} and the margin {margin} leave doubt, so both people need the larger margin shown; with less the result is inconclusive. A second factor, such as a card or a PIN, is safer.</source>
      <translation>Paare mit einem Abstand unter {limit}: {pairs}. Dort lassen die Schwelle {threshold} und der Vorsprung {margin} Zweifel; deshalb brauchen beide Personen den gezeigten größeren Vorsprung, mit weniger bleibt das Ergebnis unentschieden. Ein zweiter Faktor wie eine Karte oder eine PIN ist sicherer.</translation>
    </message>
    <message>
      <source>The closest pairs match: check that nobody is enrolled twice.</source>
      <translation>Die ähnlichsten Paare stimmen überein: Bitte prüfen, ob jemand zweimal aufgenommen ist.</translation>
    </message>
    <message>
      <source>There are more pairs than are shown; these are the closest.</source>
      <translation>Es gibt mehr Paare als gezeigt; dies sind die ähnlichsten.</translation>
    </message>
    <message>
      <source>Not compared</source>
      <translation>Nicht verglichen</translation>
    </message>
    <message>
      <source>Show {identifier}</source>
      <translation>{identifier} zeigen</translation>
    </message>
  </context>
  <context>
    <name>MainToolBar</name>
    <message>
      <source>Tools</source>
      <translation>Werkzeuge</translation>
    </message>
    <message>
      <source>Live</source>
      <translation>Live</translation>
    </message>
    <message>
      <source>People</source>
      <translation>Personen</translation>
    </message>
    <message>
      <source>Events</source>
      <translation>Ereignisse</translation>
    </message>
    <message>
      <source>Attendance</source>
      <translation>Anwesenheit</translation>
    </message>
    <message>
      <source>Working time</source>
      <translation>Arbeitszeit</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Doors</source>
      <translation>Türen</translation>
    </message>
    <message>
      <source>Enrol…</source>
      <translation>Aufnehmen …</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exportieren …</translation>
    </message>
    <message>
      <source>About</source>
      <translation>Über</translation>
    </message>
    <message>
      <source>Calibration</source>
      <translation>Kalibrierung</translation>
    </message>
    <message>
      <source>Card or PIN</source>
      <translation>Karte oder PIN</translation>
    </message>
    <message>
      <source>Doors ({number})</source>
      <translation>Türen ({number})</translation>
    </message>
    <message>
      <source>Stop camera</source>
      <translation>Kamera anhalten</translation>
    </message>
    <message>
      <source>Start camera</source>
      <translation>Kamera starten</translation>
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>Try again</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>Show…</source>
      <translation>Zeigen …</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Calibration</source>
      <translation>Kalibrierung</translation>
    </message>
    <message>
      <source>The threshold should be chosen anew</source>
      <translation>Die Schwelle sollte neu gewählt werden</translation>
    </message>
    <message>
      <source>Threshold accepted</source>
      <translation>Schwelle angenommen</translation>
    </message>
    <message>
      <source>Enrolled anew</source>
      <translation>Neu aufgenommen</translation>
    </message>
    <message>
      <source>Samples added</source>
      <translation>Proben hinzugefügt</translation>
    </message>
    <message>
      <source>{name} is recognised from now on.</source>
      <translation>{name} wird von nun an erkannt.</translation>
    </message>
    <message>
      <source>Enrolled</source>
      <translation>Aufgenommen</translation>
    </message>
    <message>
      <source>{name} signs in with card or PIN.</source>
      <translation>{name} meldet sich mit Karte oder PIN an.</translation>
    </message>
    <message>
      <source>{name} has neither card nor PIN yet, and cannot sign in.</source>
      <translation>{name} hat noch weder Karte noch PIN und kann sich nicht anmelden.</translation>
    </message>
    <message>
      <source>Added</source>
      <translation>Hinzugefügt</translation>
    </message>
    <message>
      <source>Records: {number}.</source>
      <translation>Datensätze: {number}.</translation>
    </message>
    <message>
      <source>Changed</source>
      <translation>Geändert</translation>
    </message>
    <message>
      <source>Events of both are {name}’s from now on.</source>
      <translation>Die Ereignisse beider gehören von nun an zu {name}.</translation>
    </message>
    <message>
      <source>Merged</source>
      <translation>Zusammengeführt</translation>
    </message>
    <message>
      <source>Export the list of people</source>
      <translation>Personenliste exportieren</translation>
    </message>
    <message>
      <source>CSV files (*.csv)</source>
      <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message>
      <source>Exporting the list of people</source>
      <translation>Die Personenliste wird exportiert</translation>
    </message>
    <message>
      <source>Undoing a correction</source>
      <translation>Eine Berichtigung wird zurückgenommen</translation>
    </message>
    <message>
      <source>Rows: {rows}. File: {file}</source>
      <translation>Zeilen: {rows}. Datei: {file}</translation>
    </message>
    <message>
      <source>Exported</source>
      <translation>Exportiert</translation>
    </message>
    <message>
      <source>Open folder</source>
      <translation>Ordner öffnen</translation>
    </message>
    <message>
      <source>Data folder</source>
      <translation>Datenordner</translation>
    </message>
    <message>
      <source>Opening the data folder…</source>
      <translation>Datenordner wird geöffnet …</translation>
    </message>
    <message>
      <source>Data folder changed</source>
      <translation>Datenordner gewechselt</translation>
    </message>
    <message>
      <source>No data folder is open. Close the program and start it again.</source>
      <translation>Kein Datenordner ist offen. Schließen Sie das Programm und starten Sie es neu.</translation>
    </message>
  </context>
  <context>
    <name>MergeDialog</name>
    <message>
      <source>Merge two records</source>
      <translation>Zwei Datensätze zusammenführen</translation>
    </message>
    <message>
      <source>It is one &amp;person all the same</source>
      <translation>Es ist trotzdem &amp;eine Person</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>S&amp;wap</source>
      <translation>&amp;Tauschen</translation>
    </message>
    <message>
      <source>Keep the other record</source>
      <translation>Den anderen Datensatz behalten</translation>
    </message>
    <message>
      <source>&amp;Merge</source>
      <translation>&amp;Zusammenführen</translation>
    </message>
    <message>
      <source>Are these one person?</source>
      <translation>Sind das ein und dieselbe Person?</translation>
    </message>
    <message>
      <source>The faces cannot be compared: see for yourself whether it is one person.</source>
      <translation>Die Gesichter lassen sich nicht vergleichen: Bitte selbst prüfen, ob es eine Person ist.</translation>
    </message>
    <message>
      <source>distance {distance}, threshold {threshold}</source>
      <translation>Abstand {distance}, Schwelle {threshold}</translation>
    </message>
    <message>
      <source>The faces match ({words}).</source>
      <translation>Die Gesichter stimmen überein ({words}).</translation>
    </message>
    <message>
      <source>The faces do not match ({words}).</source>
      <translation>Die Gesichter stimmen nicht überein ({words}).</translation>
    </message>
    <message>
      <source>Stays</source>
      <translation>Bleibt</translation>
    </message>
    <message>
      <source>Is merged into it</source>
      <translation>Geht darin auf</translation>
    </message>
    <message>
      <source>Samples</source>
      <translation>Proben</translation>
    </message>
    <message>
      <source>Last seen</source>
      <translation>Zuletzt gesehen</translation>
    </message>
    <message>
      <source>Enrolled on</source>
      <translation>Aufgenommen am</translation>
    </message>
    <message>
      <source>Groups, notes, consent, samples and all events of both belong to one person from then on.</source>
      <translation>Gruppen, Notizen, Einwilligung, Proben und alle Ereignisse beider gehören von da an zu einer Person.</translation>
    </message>
    <message>
      <source>One of them declined face recognition last: all samples are erased.</source>
      <translation>Zuletzt wurde für einen davon die Gesichtserkennung abgelehnt: Alle Proben werden gelöscht.</translation>
    </message>
    <message>
      <source>Samples that are too many and go, the poorest: {number}.</source>
      <translation>Überzählige Proben, die wegfallen, die schlechtesten: {number}.</translation>
    </message>
    <message>
      <source>The one record is suspended, as one of the two was.</source>
      <translation>Der gemeinsame Datensatz ist gesperrt, wie es einer der beiden war.</translation>
    </message>
    <message>
      <source>The PIN of the record that stays holds; without one, the other’s.</source>
      <translation>Es gilt die PIN des Datensatzes, der bleibt; hat er keine, die des anderen.</translation>
    </message>
    <message>
      <source>This cannot be undone.</source>
      <translation>Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
      <source>Merging two records</source>
      <translation>Zwei Datensätze werden zusammengeführt</translation>
    </message>
  </context>
  <context>
    <name>Muster</name>
    <message>
      <source>Erased person</source>
      <translation>Gelöschte Person</translation>
    </message>
    <message>
      <source>Here</source>
      <translation>Hier</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Identifier</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>Zone</source>
      <translation>Zone</translation>
    </message>
    <message>
      <source>Since</source>
      <translation>Seit</translation>
    </message>
    <message>
      <source>{number} inside, {moment}</source>
      <translation>{number} drinnen, {moment}</translation>
    </message>
    <message>
      <source>Muster list</source>
      <translation>Anwesenheitsliste</translation>
    </message>
  </context>
  <context>
    <name>MusterModel</name>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Identifier</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>Zone</source>
      <translation>Zone</translation>
    </message>
    <message>
      <source>Since</source>
      <translation>Seit</translation>
    </message>
    <message>
      <source>For, h:min</source>
      <translation>Dauer, h:min</translation>
    </message>
  </context>
  <context>
    <name>MusterPanel</name>
    <message>
      <source>Who is inside</source>
      <translation>Wer drinnen ist</translation>
    </message>
    <message>
      <source>&amp;Print</source>
      <translation>&amp;Drucken</translation>
    </message>
    <message>
      <source>To the usual printer; as a PDF file where there is none</source>
      <translation>Auf dem Standarddrucker; wo keiner ist, als PDF-Datei</translation>
    </message>
    <message>
      <source>Save as &amp;CSV</source>
      <translation>Als &amp;CSV speichern</translation>
    </message>
    <message>
      <source>Into the folder for documents</source>
      <translation>In den Ordner für Dokumente</translation>
    </message>
    <message>
      <source>Not &amp;inside any more…</source>
      <translation>Nicht mehr dr&amp;innen …</translation>
    </message>
    <message>
      <source>Reading the log…</source>
      <translation>Protokoll wird gelesen …</translation>
    </message>
    <message>
      <source>The list could not be read</source>
      <translation>Die Liste konnte nicht gelesen werden</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>Made from the log of the doors, so it is the same after a restart. Whoever came in behind somebody else is not on it.</source>
      <translation>Aus dem Protokoll der Türen, deshalb nach einem Neustart gleich. Wer hinter jemandem hineinging, steht nicht darauf.</translation>
    </message>
    <message>
      <source>Nobody is inside</source>
      <translation>Niemand ist drinnen</translation>
    </message>
    <message>
      <source>As far as the doors know. Whoever is let in appears here until they are seen leaving.</source>
      <translation>Soweit die Türen wissen. Wer eingelassen wird, steht hier, bis das Verlassen gesehen wird.</translation>
    </message>
    <message>
      <source>It is not known who is inside</source>
      <translation>Wer drinnen ist, ist nicht bekannt</translation>
    </message>
    <message>
      <source>No door is planned that would tell who comes and goes. Doors are planned on the next tabs.</source>
      <translation>Keine geplante Tür meldet, wer kommt und geht. Türen werden auf den nächsten Reitern geplant.</translation>
    </message>
    <message>
      <source>Inside now: {number}</source>
      <translation>Jetzt drinnen: {number}</translation>
    </message>
    <message>
      <source>as of {time}</source>
      <translation>Stand {time}</translation>
    </message>
  </context>
  <context>
    <name>NameFields</name>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Name</translation>
    </message>
    <message>
      <source>&amp;Identifier</source>
      <translation>&amp;Kennung</translation>
    </message>
  </context>
  <context>
    <name>NoticeBar</name>
    <message>
      <source>Notice</source>
      <translation>Hinweis</translation>
    </message>
    <message>
      <source>Dismiss this notice</source>
      <translation>Diesen Hinweis schließen</translation>
    </message>
    <message>
      <source>{number} more</source>
      <translation>{number} weitere</translation>
    </message>
  </context>
  <context>
    <name>OnePerson</name>
    <message>
      <source>Type a part of the name</source>
      <translation>Teil des Namens eintippen</translation>
    </message>
  </context>
  <context>
    <name>OperatorStrip</name>
    <message>
      <source>&amp;Open a door once</source>
      <translation>Eine Tür einmal ö&amp;ffnen</translation>
    </message>
    <message>
      <source>&amp;Open the door once</source>
      <translation>Die Tür einmal ö&amp;ffnen</translation>
    </message>
    <message>
      <source>Whatever the rules say; it is logged with your name</source>
      <translation>Gleich was die Regeln sagen; wird mit Ihrem Namen protokolliert</translation>
    </message>
    <message>
      <source>End the &amp;lock-down…</source>
      <translation>Tür&amp;sperre beenden …</translation>
    </message>
    <message>
      <source>&amp;Lock down…</source>
      <translation>Türen &amp;sperren …</translation>
    </message>
    <message>
      <source>Alarms: {number}</source>
      <translation>Alarme: {number}</translation>
    </message>
    <message>
      <source>{door} was told to open once. It is logged.</source>
      <translation>{door} bekam den Befehl, einmal zu öffnen. Das ist protokolliert.</translation>
    </message>
    <message>
      <source>{door} has no output, so nothing was moved. It is logged.</source>
      <translation>{door} hat keinen Schaltausgang, nichts wurde bewegt. Das ist protokolliert.</translation>
    </message>
    <message>
      <source>Open once</source>
      <translation>Einmal öffnen</translation>
    </message>
    <message>
      <source>End the lock-down?</source>
      <translation>Türsperre beenden?</translation>
    </message>
    <message>
      <source>Doors open by their rules again, from this moment on. It is logged with your name.</source>
      <translation>Türen öffnen von diesem Augenblick an wieder nach ihren Regeln. Das wird mit Ihrem Namen protokolliert.</translation>
    </message>
    <message>
      <source>&amp;End it</source>
      <translation>&amp;Beenden</translation>
    </message>
    <message>
      <source>Lock all doors down?</source>
      <translation>Alle Türen sperren?</translation>
    </message>
    <message>
      <source>No rule opens a door until somebody ends it, also after a restart. Doors that are free, such as those that lead outside, stay free, so that nobody is shut in. It is logged with your name.</source>
      <translation>Keine Regel öffnet eine Tür, bis jemand die Sperre beendet, auch nach einem Neustart. Freie Türen, etwa die nach draußen, bleiben frei, damit niemand eingeschlossen wird. Das wird mit Ihrem Namen protokolliert.</translation>
    </message>
    <message>
      <source>&amp;Lock down</source>
      <translation>&amp;Sperren</translation>
    </message>
  </context>
  <context>
    <name>OtherModelDialog</name>
    <message>
      <source>Enrolled with another model</source>
      <translation>Mit einem anderen Modell aufgenommen</translation>
    </message>
    <message>
      <source>People enrolled with another model</source>
      <translation>Mit einem anderen Modell aufgenommene Personen</translation>
    </message>
    <message>
      <source>Enrol again: no picture was kept</source>
      <translation>Neu aufnehmen: kein Bild aufbewahrt</translation>
    </message>
    <message>
      <source>Making templates</source>
      <translation>Vorlagen werden erstellt</translation>
    </message>
    <message>
      <source>&amp;Make templates</source>
      <translation>&amp;Vorlagen erstellen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Templates of different models cannot be compared, so these people are not recognised with {model}. Their earlier templates stay and count again when you go back to that model.</source>
      <translation>Vorlagen verschiedener Modelle lassen sich nicht vergleichen, deshalb werden diese Personen mit {model} nicht erkannt. Ihre früheren Vorlagen bleiben und gelten wieder, wenn das frühere Modell wieder gewählt wird.</translation>
    </message>
    <message>
      <source>{people} people are recognised again.</source>
      <translation>{people} Personen werden wieder erkannt.</translation>
    </message>
    <message>
      <source>The pictures of {people} show no face clearly enough.</source>
      <translation>Die Bilder von {people} zeigen kein Gesicht deutlich genug.</translation>
    </message>
    <message>
      <source>Stopped: {people} are left.</source>
      <translation>Angehalten: {people} stehen noch aus.</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Anhalten</translation>
    </message>
  </context>
  <context>
    <name>OtherModelTableModel</name>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Identifier</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>What to do</source>
      <translation>Was zu tun ist</translation>
    </message>
    <message>
      <source>Make templates</source>
      <translation>Vorlagen erstellen</translation>
    </message>
    <message>
      <source>Enrol again: no picture was kept</source>
      <translation>Neu aufnehmen: kein Bild aufbewahrt</translation>
    </message>
  </context>
  <context>
    <name>OutputDialog</name>
    <message>
      <source>Output</source>
      <translation>Schaltausgang</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Name</translation>
    </message>
    <message>
      <source>small letters and digits, such as front</source>
      <translation>Kleinbuchstaben und Ziffern, etwa eingang</translation>
    </message>
    <message>
      <source>&amp;Kind</source>
      <translation>&amp;Art</translation>
    </message>
    <message>
      <source>Relay on a serial port</source>
      <translation>Relais an serieller Schnittstelle</translation>
    </message>
    <message>
      <source>Address (webhook)</source>
      <translation>Adresse (Webhook)</translation>
    </message>
    <message>
      <source>MQTT broker</source>
      <translation>MQTT-Broker</translation>
    </message>
    <message>
      <source>Serial &amp;port</source>
      <translation>Ser&amp;ielle Schnittstelle</translation>
    </message>
    <message>
      <source>&amp;Board</source>
      <translation>Relais&amp;karte</translation>
    </message>
    <message>
      <source>Common USB relay (LCUS)</source>
      <translation>Übliches USB-Relais (LCUS)</translation>
    </message>
    <message>
      <source>Lines of text</source>
      <translation>Textzeilen</translation>
    </message>
    <message>
      <source>&amp;Relay</source>
      <translation>&amp;Relais</translation>
    </message>
    <message>
      <source>&amp;Address</source>
      <translation>A&amp;dresse</translation>
    </message>
    <message>
      <source>&amp;Host</source>
      <translation>&amp;Host</translation>
    </message>
    <message>
      <source>P&amp;ort</source>
      <translation>P&amp;ort</translation>
    </message>
    <message>
      <source>Encrypted (&amp;TLS)</source>
      <translation>Verschlüsselt (&amp;TLS)</translation>
    </message>
    <message>
      <source>Topi&amp;c</source>
      <translation>Th&amp;ema</translation>
    </message>
    <message>
      <source>Orders a&amp;s</source>
      <translation>&amp;Befehle als</translation>
    </message>
    <message>
      <source>One order, and it closes by itself</source>
      <translation>Ein Befehl, schließt von selbst</translation>
    </message>
    <message>
      <source>On, and off after the pulse</source>
      <translation>Ein, nach dem Impuls aus</translation>
    </message>
    <message>
      <source>&amp;User</source>
      <translation>Ben&amp;utzer</translation>
    </message>
    <message>
      <source>S&amp;ecret</source>
      <translation>&amp;Geheimnis</translation>
    </message>
    <message>
      <source>empty: as it is</source>
      <translation>leer: unverändert</translation>
    </message>
    <message>
      <source>New output</source>
      <translation>Neuer Schaltausgang</translation>
    </message>
    <message>
      <source>The other side checks with it that an order comes from here. Kept in the keyring.</source>
      <translation>Damit prüft die Gegenstelle, dass ein Befehl von hier kommt. Liegt im Schlüsselbund.</translation>
    </message>
    <message>
      <source>The password of the user. Kept in the keyring.</source>
      <translation>Das Kennwort des Benutzers. Liegt im Schlüsselbund.</translation>
    </message>
    <message>
      <source>A name has small letters a to z, digits, - and _ only: it stands in topics and files.</source>
      <translation>Ein Name hat nur Kleinbuchstaben a bis z, Ziffern, - und _: Er steht in Themen und Dateien.</translation>
    </message>
    <message>
      <source>Another output has this name.</source>
      <translation>Ein anderer Schaltausgang hat diesen Namen.</translation>
    </message>
    <message>
      <source>An address begins with https://</source>
      <translation>Eine Adresse beginnt mit https://</translation>
    </message>
    <message>
      <source>Changing a setting</source>
      <translation>Eine Einstellung wird geändert</translation>
    </message>
  </context>
  <context>
    <name>OutputList</name>
    <message>
      <source>Outputs</source>
      <translation>Schaltausgänge</translation>
    </message>
    <message>
      <source>Relay on a serial port</source>
      <translation>Relais an serieller Schnittstelle</translation>
    </message>
    <message>
      <source>&amp;Dry run: decide and record, but move no door</source>
      <translation>&amp;Probelauf: entscheiden und festhalten, aber keine Tür bewegen</translation>
    </message>
    <message>
      <source>&amp;New output…</source>
      <translation>&amp;Neuer Schaltausgang …</translation>
    </message>
    <message>
      <source>D&amp;etails…</source>
      <translation>&amp;Details …</translation>
    </message>
    <message>
      <source>&amp;Remove</source>
      <translation>&amp;Entfernen</translation>
    </message>
    <message>
      <source>&amp;Test</source>
      <translation>&amp;Testen</translation>
    </message>
    <message>
      <source>No outputs yet</source>
      <translation>Noch keine Schaltausgänge</translation>
    </message>
    <message>
      <source>An output is a relay on a serial port, an address that is told to open, or a topic of an MQTT broker. Without one FaceGate decides and records, and moves nothing.</source>
      <translation>Ein Schaltausgang ist ein Relais an einer seriellen Schnittstelle, eine Adresse, die den Befehl zum Öffnen bekommt, oder ein Thema eines MQTT-Brokers. Ohne Schaltausgang entscheidet FaceGate und hält fest, bewegt aber nichts.</translation>
    </message>
    <message>
      <source>New output…</source>
      <translation>Neuer Schaltausgang …</translation>
    </message>
    <message>
      <source>A test opens the door for a second, also where nobody may pass. Recordings and the demo never move a door.</source>
      <translation>Ein Test öffnet die Tür für eine Sekunde, auch wenn niemand durchdarf. Aufzeichnungen und die Vorführung bewegen nie eine Tür.</translation>
    </message>
    <message>
      <source>Let outputs move doors?</source>
      <translation>Dürfen Schaltausgänge Türen bewegen?</translation>
    </message>
    <message>
      <source>From this moment on whoever the rules let in opens the door. Presentation attacks are not detected: a photograph may pass.</source>
      <translation>Von diesem Augenblick an öffnet die Tür, wem die Regeln Zutritt geben. Täuschungsversuche werden nicht erkannt: Ein Foto kommt womöglich durch.</translation>
    </message>
    <message>
      <source>&amp;Move doors</source>
      <translation>Türen &amp;bewegen</translation>
    </message>
    <message>
      <source>Changing a setting</source>
      <translation>Eine Einstellung wird geändert</translation>
    </message>
    <message>
      <source>Open a door by “{output}” for a second?</source>
      <translation>Mit „{output}“ eine Tür für eine Sekunde öffnen?</translation>
    </message>
    <message>
      <source>Make sure that nobody can be hurt, and that somebody watches the door.</source>
      <translation>Bitte sicherstellen, dass niemand verletzt werden kann und jemand auf die Tür achtet.</translation>
    </message>
    <message>
      <source>&amp;Open it</source>
      <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
      <source>Waiting for the output…</source>
      <translation>Warten auf den Schaltausgang …</translation>
    </message>
  </context>
  <context>
    <name>OutputsModel</name>
    <message>
      <source>Output</source>
      <translation>Schaltausgang</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Art</translation>
    </message>
    <message>
      <source>Where</source>
      <translation>Wo</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Status</translation>
    </message>
    <message>
      <source>Relay on a serial port</source>
      <translation>Relais an serieller Schnittstelle</translation>
    </message>
    <message>
      <source>Address (webhook)</source>
      <translation>Adresse (Webhook)</translation>
    </message>
    <message>
      <source>MQTT broker</source>
      <translation>MQTT-Broker</translation>
    </message>
    <message>
      <source>Dry run</source>
      <translation>Probelauf</translation>
    </message>
    <message>
      <source>Dry run: moves nothing</source>
      <translation>Probelauf: bewegt nichts</translation>
    </message>
    <message>
      <source>Holds the door open</source>
      <translation>Hält die Tür offen</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>Bereit</translation>
    </message>
    <message>
      <source>Not ready</source>
      <translation>Nicht bereit</translation>
    </message>
    <message>
      <source>messages waiting: {number}</source>
      <translation>wartende Nachrichten: {number}</translation>
    </message>
  </context>
  <context>
    <name>OvertimeFields</name>
    <message>
      <source>Time &amp;outside the shift counts as overtime</source>
      <translation>Zeit außerhalb der Schicht zählt als Überstun&amp;den</translation>
    </message>
    <message>
      <source>What lies outside the working time does not count.</source>
      <translation>Was außerhalb der Arbeitszeit liegt, zählt nicht.</translation>
    </message>
    <message>
      <source>Also time before the shift begins</source>
      <translation>Auch Zeit vor Beginn der Schicht</translation>
    </message>
    <message>
      <source>Also time between two parts of the shift</source>
      <translation>Auch Zeit zwischen zwei Teilen der Schicht</translation>
    </message>
    <message>
      <source>Least overtime of a day</source>
      <translation>Wenigste Überstunden eines Tages</translation>
    </message>
    <message>
      <source>Add a &amp;tier</source>
      <translation>Stuf&amp;e hinzufügen</translation>
    </message>
    <message>
      <source>For overtime that is paid otherwise from some hour on</source>
      <translation>Für Überstunden, die ab einer bestimmten Stunde anders bezahlt werden</translation>
    </message>
    <message>
      <source>Less on a day than</source>
      <translation>Weniger am Tag als</translation>
    </message>
    <message>
      <source>is none</source>
      <translation>sind keine</translation>
    </message>
    <message>
      <source>Length of tier {number}</source>
      <translation>Dauer der Stufe {number}</translation>
    </message>
    <message>
      <source>Remove this tier</source>
      <translation>Diese Stufe entfernen</translation>
    </message>
    <message>
      <source>Remove tier {number}</source>
      <translation>Stufe {number} entfernen</translation>
    </message>
    <message>
      <source>hours</source>
      <translation>Stunden</translation>
    </message>
    <message>
      <source>Tier {number}: the first</source>
      <translation>Stufe {number}: die ersten</translation>
    </message>
    <message>
      <source>Tier {number}: the next</source>
      <translation>Stufe {number}: die nächsten</translation>
    </message>
    <message>
      <source>Tier {number}: all that is left</source>
      <translation>Stufe {number}: alles Weitere</translation>
    </message>
    <message>
      <source>All overtime is of one kind.</source>
      <translation>Alle Überstunden sind von einer Art.</translation>
    </message>
  </context>
  <context>
    <name>Pad</name>
    <message>
      <source>Presentation attack</source>
      <translation>Täuschungsversuch</translation>
    </message>
    <message>
      <source>A picture or a screen</source>
      <translation>Ein Bild oder Bildschirm</translation>
    </message>
    <message>
      <source>Please look into the camera</source>
      <translation>Bitte in die Kamera schauen</translation>
    </message>
    <message>
      <source>Not sure yet</source>
      <translation>Noch unklar</translation>
    </message>
    <message>
      <source>Card or PIN, please</source>
      <translation>Bitte Karte oder PIN</translation>
    </message>
    <message>
      <source>Face blocked</source>
      <translation>Gesicht gesperrt</translation>
    </message>
    <message>
      <source>The face counts again in {seconds} s</source>
      <translation>Das Gesicht zählt wieder in {seconds} s</translation>
    </message>
    <message>
      <source>not assessed</source>
      <translation>nicht geprüft</translation>
    </message>
    <message>
      <source>a person</source>
      <translation>Person</translation>
    </message>
    <message>
      <source>attack</source>
      <translation>Täuschungsversuch</translation>
    </message>
    <message>
      <source>not sure</source>
      <translation>unklar</translation>
    </message>
    <message>
      <source>looks like paper or a screen</source>
      <translation>sieht aus wie Papier oder Bildschirm</translation>
    </message>
    <message>
      <source>did not do what was asked</source>
      <translation>verlangte Bewegung blieb aus</translation>
    </message>
    <message>
      <source>another face took its place</source>
      <translation>ein anderes Gesicht trat an seine Stelle</translation>
    </message>
    <message>
      <source>Texture of the face (networks)</source>
      <translation>Oberfläche des Gesichts (Netze)</translation>
    </message>
    <message>
      <source>Movement that was asked for</source>
      <translation>Verlangte Bewegung</translation>
    </message>
    <message>
      <source>The same face throughout</source>
      <translation>Durchgehend dasselbe Gesicht</translation>
    </message>
    <message>
      <source>Off</source>
      <translation>Aus</translation>
    </message>
    <message>
      <source>Standard</source>
      <translation>Standard</translation>
    </message>
    <message>
      <source>Strict</source>
      <translation>Streng</translation>
    </message>
    <message>
      <source>Whoever holds up a picture of somebody is taken for them.</source>
      <translation>Wer ein Bild von jemandem vorhält, wird für diese Person gehalten.</translation>
    </message>
    <message>
      <source>What is recognised as a picture is refused; where it is not sure, a movement is asked for.</source>
      <translation>Was als Bild erkannt wird, wird abgewiesen; im Zweifel wird eine Bewegung verlangt.</translation>
    </message>
    <message>
      <source>Everybody is asked for a movement each time; the most secure and slowest.</source>
      <translation>Von allen wird jedes Mal eine Bewegung verlangt; am sichersten und am langsamsten.</translation>
    </message>
    <message>
      <source>Attack detection: –</source>
      <translation>Täuschungserkennung: –</translation>
    </message>
    <message>
      <source>Nobody is recognised at the moment.</source>
      <translation>Gerade wird niemand erkannt.</translation>
    </message>
    <message>
      <source>What a recording shows did not stand in front of this camera. No door opens on it.</source>
      <translation>Was eine Aufnahme zeigt, stand nicht vor dieser Kamera. Dafür öffnet keine Tür.</translation>
    </message>
    <message>
      <source>Attack detection: off · recording, not assessed</source>
      <translation>Täuschungserkennung: aus · Aufnahme, nicht geprüft</translation>
    </message>
    <message>
      <source>Attack detection: not assessed (recording)</source>
      <translation>Täuschungserkennung: nicht geprüft (Aufnahme)</translation>
    </message>
    <message>
      <source>Attack detection: off</source>
      <translation>Täuschungserkennung: aus</translation>
    </message>
    <message>
      <source>Attack detection: models missing</source>
      <translation>Täuschungserkennung: Modelle fehlen</translation>
    </message>
    <message>
      <source>Without its models nobody is identified. Install them, or turn it off with a reason.</source>
      <translation>Ohne ihre Modelle wird niemand erkannt. Installieren Sie sie, oder schalten Sie die Täuschungserkennung mit einem Grund aus.</translation>
    </message>
    <message>
      <source>Attack detection: {level}</source>
      <translation>Täuschungserkennung: {level}</translation>
    </message>
  </context>
  <context>
    <name>PadPageDialog</name>
    <message>
      <source>Attack detection</source>
      <translation>Täuschungserkennung</translation>
    </message>
    <message>
      <source>&amp;Test this camera…</source>
      <translation>Diese &amp;Kamera testen …</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>What attack detection can and cannot do</source>
      <translation>Was Täuschungserkennung kann und was nicht</translation>
    </message>
    <message>
      <source>What was measured</source>
      <translation>Was gemessen wurde</translation>
    </message>
    <message>
      <source>What it does</source>
      <translation>Was sie tut</translation>
    </message>
    <message>
      <source>It tells a person from a photograph or a screen that is held up to the camera, by the best looks at a face and, where that is not sure, by a movement that it asks for. Until then nobody is identified before a camera.</source>
      <translation>Sie unterscheidet eine Person von einem Foto oder Bildschirm, der vor die Kamera gehalten wird: an den besten Blicken auf ein Gesicht und im Zweifel an einer Bewegung, die sie verlangt. Bis dahin wird vor einer Kamera niemand erkannt.</translation>
    </message>
    <message>
      <source>Where a picture of somebody is recognised as one, it is refused, an operator is alarmed, and the event says what gave it away. After five attacks in two minutes the face of the person shown does not count there for a while; card and PIN do.</source>
      <translation>Wird ein Bild von jemandem als solches erkannt, wird es abgewiesen, die Aufsicht bekommt einen Alarm, und das Ereignis nennt, was es verraten hat. Nach fünf Täuschungsversuchen in zwei Minuten zählt das Gesicht der gezeigten Person dort eine Weile nicht, Karte und PIN schon.</translation>
    </message>
    <message>
      <source>Where it is not sure, it asks for a movement or lets nobody in: it errs on the side of card and PIN.</source>
      <translation>Im Zweifel verlangt sie eine Bewegung oder lässt niemanden ein: Sie irrt sich lieber so, dass Karte und PIN nötig werden.</translation>
    </message>
    <message>
      <source>On pictures and clips of a few people and a few kinds of attack, with other cameras and in other light than yours. Small numbers leave wide intervals; your own test says more of here.</source>
      <translation>An Bildern und Filmen weniger Personen und weniger Arten von Täuschungsversuchen, mit anderen Kameras und in anderem Licht als bei Ihnen. Kleine Zahlen lassen weite Spannen; Ihr eigener Test sagt mehr über diesen Ort.</translation>
    </message>
    <message>
      <source>What it cannot do</source>
      <translation>Was sie nicht kann</translation>
    </message>
    <message>
      <source>Masks in three dimensions, of silicone or printed, and heavy make-up: an ordinary camera sees colours, neither depth nor warmth.</source>
      <translation>Räumliche Masken, aus Silikon oder gedruckt, und starke Schminke: Eine gewöhnliche Kamera sieht Farben, weder Tiefe noch Wärme.</translation>
    </message>
    <message>
      <source>Pictures that are fed in behind the camera: by a program that plays camera, by a changed driver, cable or network stream. They may show anything, also the movement that was asked for.</source>
      <translation>Bilder, die hinter der Kamera eingespeist werden: von einem Programm, das Kamera spielt, oder durch veränderte Treiber, Kabel oder Netzwerkströme. Sie können alles zeigen, auch die verlangte Bewegung.</translation>
    </message>
    <message>
      <source>Attacks that nobody has measured: a better printer, a screen without visible edges, a puppet on a live video. That it refuses what was tried does not mean that it refuses everything.</source>
      <translation>Täuschungsversuche, die niemand gemessen hat: ein besserer Drucker, ein Bildschirm ohne sichtbare Ränder, eine Videopuppe, die sich live steuern lässt. Dass sie abweist, was versucht wurde, heißt nicht, dass sie alles abweist.</translation>
    </message>
    <message>
      <source>Bad light: glare, backlight and dusk make it refuse people, and see less of what is held up.</source>
      <translation>Schlechtes Licht: Bei Blendung, Gegenlicht und Dämmerung weist sie Personen ab und sieht weniger von dem, was vorgehalten wird.</translation>
    </message>
    <message>
      <source>It does not see whether somebody is forced or asleep, and it tells no twins apart.</source>
      <translation>Sie sieht nicht, ob jemand gezwungen wird oder schläft, und unterscheidet keine Zwillinge.</translation>
    </message>
    <message>
      <source>What to do</source>
      <translation>Was zu tun ist</translation>
    </message>
    <message>
      <source>At doors that matter: level strict, and a second factor, card or PIN, beside the face.</source>
      <translation>An wichtigen Türen: die Stufe „Streng“ und neben dem Gesicht ein zweiter Faktor, Karte oder PIN.</translation>
    </message>
    <message>
      <source>Mount the camera out of reach, with its cable; put a network camera on a network of its own.</source>
      <translation>Kamera samt Kabel außer Reichweite anbringen; eine Netzwerkkamera in ein eigenes Netz hängen.</translation>
    </message>
    <message>
      <source>On this computer: no program that plays camera, and an account that may not install drivers. A camera that another program feeds is warned of.</source>
      <translation>Auf diesem Rechner: kein Programm, das Kamera spielt, und ein Konto, das keine Treiber installieren darf. Vor einer Kamera, die ein anderes Programm speist, wird gewarnt.</translation>
    </message>
    <message>
      <source>Let somebody see to alarms; a refused picture is the trace of somebody who tried.</source>
      <translation>Jemanden auf Alarme achten lassen; ein abgewiesenes Bild ist die Spur eines Versuchs.</translation>
    </message>
    <message>
      <source>Test this camera in its own light, and again when camera, lamp or version change.</source>
      <translation>Diese Kamera in ihrem Licht testen und erneut, wenn sich Kamera, Lampe oder Version ändern.</translation>
    </message>
    <message>
      <source>The models of attack detection are not loaded: there are no figures.</source>
      <translation>Die Modelle der Täuschungserkennung sind nicht geladen: Es gibt keine Zahlen.</translation>
    </message>
  </context>
  <context>
    <name>PadRow</name>
    <message>
      <source>Leave it &amp;on</source>
      <translation>&amp;Eingeschaltet lassen</translation>
    </message>
    <message>
      <source>What it can and &amp;cannot do…</source>
      <translation>&amp;Möglichkeiten und Grenzen …</translation>
    </message>
    <message>
      <source>&amp;Test this camera…</source>
      <translation>Diese &amp;Kamera testen …</translation>
    </message>
    <message>
      <source>Change the &amp;reason</source>
      <translation>&amp;Grund ändern</translation>
    </message>
    <message>
      <source>Turn attack detection o&amp;ff</source>
      <translation>Täuschungserkennung &amp;ausschalten</translation>
    </message>
    <message>
      <source>Changing a setting</source>
      <translation>Eine Einstellung wird geändert</translation>
    </message>
  </context>
  <context>
    <name>PadSelfTestDialog</name>
    <message>
      <source>Self-test of attack detection</source>
      <translation>Selbsttest der Täuschungserkennung</translation>
    </message>
    <message>
      <source>&amp;Start</source>
      <translation>&amp;Starten</translation>
    </message>
    <message>
      <source>Leave &amp;out</source>
      <translation>&amp;Auslassen</translation>
    </message>
    <message>
      <source>&amp;Write the report</source>
      <translation>&amp;Bericht schreiben</translation>
    </message>
    <message>
      <source>&amp;Open the report</source>
      <translation>Bericht ö&amp;ffnen</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>No picture is stored. What you hold up is logged and alarms as on any other day, and doors open as on any other day: tell your colleagues.</source>
      <translation>Kein Bild wird gespeichert. Was Sie vorhalten, wird wie an jedem Tag protokolliert und löst Alarm aus, und Türen öffnen wie an jedem Tag: Sagen Sie Ihren Kollegen Bescheid.</translation>
    </message>
    <message>
      <source>{step}: do it over</source>
      <translation>{step}: wiederholen</translation>
    </message>
    <message>
      <source>Writing a report</source>
      <translation>Ein Bericht wird geschrieben</translation>
    </message>
    <message>
      <source>&amp;Start over</source>
      <translation>Neu &amp;starten</translation>
    </message>
    <message>
      <source>Done</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Nothing can be tested now. {state}</source>
      <translation>Gerade lässt sich nichts testen. {state}</translation>
    </message>
    <message>
      <source>It counts.</source>
      <translation>Es zählt.</translation>
    </message>
    <message>
      <source>The report is in {folder}.</source>
      <translation>Der Bericht liegt in {folder}.</translation>
    </message>
    <message>
      <source>Another program feeds this camera: what it shows says nothing about a real one.</source>
      <translation>Ein anderes Programm speist diese Kamera: Was sie zeigt, sagt nichts über eine echte.</translation>
    </message>
  </context>
  <context>
    <name>PadSetUpDialog</name>
    <message>
      <source>Attack detection</source>
      <translation>Täuschungserkennung</translation>
    </message>
    <message>
      <source>Install from a &amp;folder…</source>
      <translation>Aus &amp;Ordner installieren …</translation>
    </message>
    <message>
      <source>Reason for turning it off</source>
      <translation>Grund für das Ausschalten</translation>
    </message>
    <message>
      <source>Why pictures and screens may pass here; name nobody</source>
      <translation>Warum Bilder und Bildschirme hier durchkommen dürfen; bitte ohne Namen</translation>
    </message>
    <message>
      <source>Turn attack detection o&amp;ff</source>
      <translation>Täuschungserkennung &amp;ausschalten</translation>
    </message>
    <message>
      <source>&amp;Later</source>
      <translation>&amp;Später</translation>
    </message>
    <message>
      <source>Attack detection cannot work yet</source>
      <translation>Die Täuschungserkennung kann noch nicht arbeiten</translation>
    </message>
    <message>
      <source>Attack detection keeps photographs and screens from being taken for the people whom they show. The models that it needs are not here, so nobody is identified.</source>
      <translation>Die Täuschungserkennung verhindert, dass Fotos und Bildschirme für die Personen gehalten werden, die sie zeigen. Die nötigen Modelle sind nicht da, deshalb wird niemand erkannt.</translation>
    </message>
    <message>
      <source>&amp;Or do without it, for a reason that is logged:</source>
      <translation>Oder darauf &amp;verzichten, mit einem Grund, der protokolliert wird:</translation>
    </message>
    <message>
      <source>Files that you brought here:</source>
      <translation>Mitgebrachte Dateien:</translation>
    </message>
    <message>
      <source>or</source>
      <translation>oder</translation>
    </message>
    <message>
      <source>Folder with model files</source>
      <translation>Ordner mit Modelldateien</translation>
    </message>
    <message>
      <source>Installing…</source>
      <translation>Wird installiert …</translation>
    </message>
    <message>
      <source>Installing models</source>
      <translation>Modelle werden installiert</translation>
    </message>
    <message>
      <source>Changing a setting</source>
      <translation>Eine Einstellung wird geändert</translation>
    </message>
  </context>
  <context>
    <name>PadTest</name>
    <message>
      <source>Yourself</source>
      <translation>Sie selbst</translation>
    </message>
    <message>
      <source>Printed photograph</source>
      <translation>Gedrucktes Foto</translation>
    </message>
    <message>
      <source>Phone</source>
      <translation>Telefon</translation>
    </message>
    <message>
      <source>Tablet or laptop</source>
      <translation>Tablet oder Laptop</translation>
    </message>
    <message>
      <source>Bent photograph</source>
      <translation>Gebogenes Foto</translation>
    </message>
    <message>
      <source>Cut-out mask</source>
      <translation>Ausgeschnittene Maske</translation>
    </message>
    <message>
      <source>Walk up to the camera as on any other day, stay for five seconds, walk out of the picture. Three times, each time at another distance.</source>
      <translation>Wie an jedem Tag auf die Kamera zugehen, fünf Sekunden bleiben, aus dem Bild gehen. Dreimal, jedes Mal in anderem Abstand.</translation>
    </message>
    <message>
      <source>Print your face at about its real size. Stand beside the camera’s view, hold the print into it for five seconds, take it away. Three times, tilted a little differently.</source>
      <translation>Das eigene Gesicht etwa in wirklicher Größe drucken. Neben das Blickfeld der Kamera stellen, den Druck fünf Sekunden hineinhalten, wegnehmen. Dreimal, jeweils etwas anders geneigt.</translation>
    </message>
    <message>
      <source>Show your face on a phone, brightness turned up, and hold it into the view for five seconds. Three times: a photograph, a film, nearer to the camera.</source>
      <translation>Das eigene Gesicht auf einem hell gestellten Telefon zeigen und fünf Sekunden ins Blickfeld halten. Dreimal: ein Foto, ein Film, näher an der Kamera.</translation>
    </message>
    <message>
      <source>The same with a tablet or a laptop, your face at about its real size, the edges of the screen out of the picture if you can.</source>
      <translation>Dasselbe mit Tablet oder Laptop, das Gesicht etwa in wirklicher Größe, die Ränder des Bildschirms möglichst außerhalb des Bildes.</translation>
    </message>
    <message>
      <source>Bend the print like a face, from ear to ear, and move it as a head moves. Three times, five seconds each.</source>
      <translation>Den Druck von Ohr zu Ohr wie ein Gesicht biegen und wie einen Kopf bewegen. Dreimal, je fünf Sekunden.</translation>
    </message>
    <message>
      <source>Cut the print out along the face, with holes for the eyes. Wear it, walk up, stay for five seconds, blink, walk out. Three times.</source>
      <translation>Den Druck am Gesicht entlang ausschneiden, mit Löchern für die Augen. Aufsetzen, herantreten, fünf Sekunden bleiben, blinzeln, weggehen. Dreimal.</translation>
    </message>
    <message>
      <source>Leave the picture, with everything that you hold.</source>
      <translation>Bitte aus dem Bild gehen, mit allem, was Sie halten.</translation>
    </message>
    <message>
      <source>Now hold it into the picture.</source>
      <translation>Jetzt ins Bild halten.</translation>
    </message>
    <message>
      <source>Now walk up to the camera.</source>
      <translation>Jetzt auf die Kamera zugehen.</translation>
    </message>
    <message>
      <source>Several faces: only one may be seen, step aside.</source>
      <translation>Mehrere Gesichter: Nur eines darf zu sehen sein, bitte zur Seite treten.</translation>
    </message>
    <message>
      <source>This face was there before: leave the picture first.</source>
      <translation>Dieses Gesicht war schon da: Bitte zuerst aus dem Bild gehen.</translation>
    </message>
    <message>
      <source>Attack detection does not assess this source: nothing counts.</source>
      <translation>Die Täuschungserkennung prüft diese Quelle nicht: Nichts zählt.</translation>
    </message>
    <message>
      <source>left out</source>
      <translation>ausgelassen</translation>
    </message>
    <message>
      <source>to do</source>
      <translation>zu tun</translation>
    </message>
    <message>
      <source>no try yet</source>
      <translation>noch kein Versuch</translation>
    </message>
    <message>
      <source>nothing was seen</source>
      <translation>nichts gesehen</translation>
    </message>
    <message>
      <source>{right} of {tries} refused</source>
      <translation>{right} von {tries} abgewiesen</translation>
    </message>
    <message>
      <source>{right} of {tries} accepted</source>
      <translation>{right} von {tries} angenommen</translation>
    </message>
    <message>
      <source>, {number} not sure</source>
      <translation>, {number} unklar</translation>
    </message>
    <message>
      <source>, {number} PASSED</source>
      <translation>, {number} DURCHGEKOMMEN</translation>
    </message>
    <message>
      <source>, {number} taken for an attack</source>
      <translation>, {number} für Täuschung gehalten</translation>
    </message>
    <message>
      <source>Nothing was tried; no report.</source>
      <translation>Nichts versucht, kein Bericht.</translation>
    </message>
    <message>
      <source>Attacks passed: {number}. A door behind this camera needs a second factor.</source>
      <translation>Durchgekommene Täuschungsversuche: {number}. Eine Tür hinter dieser Kamera braucht einen zweiten Faktor.</translation>
    </message>
    <message>
      <source>None of {number} attacks passed.</source>
      <translation>Durchgekommene Täuschungsversuche: keiner von {number}.</translation>
    </message>
    <message>
      <source>No attack was tried.</source>
      <translation>Kein Täuschungsversuch wurde unternommen.</translation>
    </message>
    <message>
      <source>Not tried: {kinds}.</source>
      <translation>Nicht versucht: {kinds}.</translation>
    </message>
    <message>
      <source>It was one person, one afternoon, this camera and this light: another face, evening sun or a moved lamp may give another result.</source>
      <translation>Es war eine Person, ein Nachmittag, diese Kamera und dieses Licht: Ein anderes Gesicht, Abendsonne oder eine verrückte Lampe können ein anderes Ergebnis geben.</translation>
    </message>
    <message>
      <source>A few tries bound an error rate only roughly: none in 3 may still be more than every second one, none in 30 about one in nine.</source>
      <translation>Wenige Versuche begrenzen eine Fehlerrate nur grob: Keiner von 3 kann immer noch mehr als jeder zweite sein, keiner von 30 etwa jeder neunte.</translation>
    </message>
    <message>
      <source>Masks in three dimensions, better prints and better screens were not tried.</source>
      <translation>Räumliche Masken, bessere Drucke und bessere Bildschirme wurden nicht versucht.</translation>
    </message>
    <message>
      <source>Pictures that are fed in behind the camera are seen by no test of this kind.</source>
      <translation>Bilder, die hinter der Kamera eingespeist werden, sieht kein Test dieser Art.</translation>
    </message>
    <message>
      <source>Self-test of attack detection</source>
      <translation>Selbsttest der Täuschungserkennung</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>Kamera</translation>
    </message>
    <message>
      <source>Level</source>
      <translation>Stufe</translation>
    </message>
    <message>
      <source>Recognition model</source>
      <translation>Erkennungsmodell</translation>
    </message>
    <message>
      <source>Program</source>
      <translation>Programm</translation>
    </message>
    <message>
      <source>fed by another program: the test says nothing</source>
      <translation>von einem anderen Programm gespeist: der Test sagt nichts aus</translation>
    </message>
    <message>
      <source>Held up</source>
      <translation>Vorgehalten</translation>
    </message>
    <message>
      <source>Tries</source>
      <translation>Versuche</translation>
    </message>
    <message>
      <source>As it should be</source>
      <translation>Richtig</translation>
    </message>
    <message>
      <source>Not sure</source>
      <translation>Unklar</translation>
    </message>
    <message>
      <source>Wrong</source>
      <translation>Falsch</translation>
    </message>
    <message>
      <source>Brightness of the face (0–255)</source>
      <translation>Helligkeit des Gesichts (0–255)</translation>
    </message>
    <message>
      <source>not tried</source>
      <translation>nicht versucht</translation>
    </message>
    <message>
      <source>none; the true share may be up to {high} %</source>
      <translation>keiner; der wahre Anteil kann bis zu {high} % betragen</translation>
    </message>
    <message>
      <source>{errors} of {tries}; the true share may be up to {high} %</source>
      <translation>{errors} von {tries}; der wahre Anteil kann bis zu {high} % betragen</translation>
    </message>
    <message>
      <source>What this cannot show</source>
      <translation>Was dies nicht zeigen kann</translation>
    </message>
    <message>
      <source>What the limits in force rest on</source>
      <translation>Worauf die geltenden Grenzwerte beruhen</translation>
    </message>
    <message>
      <source>not measured</source>
      <translation>nicht gemessen</translation>
    </message>
    <message>
      <source>none in the sample</source>
      <translation>keiner in der Stichprobe</translation>
    </message>
  </context>
  <context>
    <name>People</name>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Identifier</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>Department</source>
      <translation>Abteilung</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Status</translation>
    </message>
    <message>
      <source>Last seen</source>
      <translation>Zuletzt gesehen</translation>
    </message>
    <message>
      <source>Samples</source>
      <translation>Proben</translation>
    </message>
    <message>
      <source>Groups</source>
      <translation>Gruppen</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>Qualität</translation>
    </message>
    <message>
      <source>Newest sample</source>
      <translation>Neueste Probe</translation>
    </message>
    <message>
      <source>Card</source>
      <translation>Karte</translation>
    </message>
    <message>
      <source>Validity</source>
      <translation>Gültigkeit</translation>
    </message>
    <message>
      <source>Consent</source>
      <translation>Einwilligung</translation>
    </message>
    <message>
      <source>Enrolled on</source>
      <translation>Aufgenommen am</translation>
    </message>
    <message>
      <source>Suspended</source>
      <translation>Gesperrt</translation>
    </message>
    <message>
      <source>From {day}</source>
      <translation>Ab {day}</translation>
    </message>
    <message>
      <source>Until {day}</source>
      <translation>Bis {day}</translation>
    </message>
    <message>
      <source>Declined</source>
      <translation>Hat abgelehnt</translation>
    </message>
    <message>
      <source>No samples</source>
      <translation>Keine Proben</translation>
    </message>
    <message>
      <source>Other model</source>
      <translation>Anderes Modell</translation>
    </message>
    <message>
      <source>Has a PIN</source>
      <translation>Hat eine PIN</translation>
    </message>
    <message>
      <source>Given</source>
      <translation>Erteilt</translation>
    </message>
    <message>
      <source>Attested</source>
      <translation>Bestätigt</translation>
    </message>
  </context>
  <context>
    <name>PeopleFilters</name>
    <message>
      <source>State</source>
      <translation>Status</translation>
    </message>
    <message>
      <source>Department</source>
      <translation>Abteilung</translation>
    </message>
    <message>
      <source>Group</source>
      <translation>Gruppe</translation>
    </message>
    <message>
      <source>Everybody</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>With face</source>
      <translation>Mit Gesicht</translation>
    </message>
    <message>
      <source>Without face</source>
      <translation>Ohne Gesicht</translation>
    </message>
    <message>
      <source>Suspended</source>
      <translation>Gesperrt</translation>
    </message>
    <message>
      <source>Not valid today</source>
      <translation>Heute nicht gültig</translation>
    </message>
    <message>
      <source>All departments</source>
      <translation>Alle Abteilungen</translation>
    </message>
    <message>
      <source>All groups</source>
      <translation>Alle Gruppen</translation>
    </message>
    <message>
      <source>Show all</source>
      <translation>Alle zeigen</translation>
    </message>
  </context>
  <context>
    <name>PeopleList</name>
    <message>
      <source>Add somebody: type a part of the name</source>
      <translation>Hinzufügen: Teil des Namens eintippen</translation>
    </message>
    <message>
      <source>Remove {name}</source>
      <translation>{name} entfernen</translation>
    </message>
  </context>
  <context>
    <name>PeoplePage</name>
    <message>
      <source>Search by name, identifier, department or card</source>
      <translation>Nach Name, Kennung, Abteilung oder Karte suchen</translation>
    </message>
    <message>
      <source>Search people</source>
      <translation>Personen suchen</translation>
    </message>
    <message>
      <source>&amp;Details…</source>
      <translation>&amp;Details …</translation>
    </message>
    <message>
      <source>&amp;Change…</source>
      <translation>Ä&amp;ndern …</translation>
    </message>
    <message>
      <source>&amp;Merge…</source>
      <translation>&amp;Zusammenführen …</translation>
    </message>
    <message>
      <source>E&amp;rase…</source>
      <translation>&amp;Löschen …</translation>
    </message>
    <message>
      <source>Department, groups, validity or suspension of everybody who is chosen</source>
      <translation>Abteilung, Gruppen, Gültigkeit oder Sperre aller Ausgewählten</translation>
    </message>
    <message>
      <source>Two records that are one person become one</source>
      <translation>Zwei Datensätze derselben Person werden einer</translation>
    </message>
    <message>
      <source>&amp;Enrol…</source>
      <translation>&amp;Aufnehmen …</translation>
    </message>
    <message>
      <source>From &amp;photographs…</source>
      <translation>Aus &amp;Fotos …</translation>
    </message>
    <message>
      <source>Select &amp;all found</source>
      <translation>Alle &amp;Gefundenen auswählen</translation>
    </message>
    <message>
      <source>&amp;Add without a face…</source>
      <translation>&amp;Ohne Gesicht hinzufügen …</translation>
    </message>
    <message>
      <source>For whoever declines face recognition: card or PIN</source>
      <translation>Wenn jemand Gesichtserkennung ablehnt: Karte oder PIN</translation>
    </message>
    <message>
      <source>&amp;Import many…</source>
      <translation>&amp;Viele importieren …</translation>
    </message>
    <message>
      <source>E&amp;xport the list…</source>
      <translation>Liste e&amp;xportieren …</translation>
    </message>
    <message>
      <source>&amp;Look-alikes…</source>
      <translation>Ä&amp;hnliche …</translation>
    </message>
    <message>
      <source>&amp;Columns</source>
      <translation>&amp;Spalten</translation>
    </message>
    <message>
      <source>M&amp;ore</source>
      <translation>&amp;Mehr</translation>
    </message>
    <message>
      <source>Nobody is enrolled yet</source>
      <translation>Noch ist niemand aufgenommen</translation>
    </message>
    <message>
      <source>Enrol somebody through the camera or from photographs. They are recognised from then on.</source>
      <translation>Nehmen Sie jemanden mit der Kamera oder aus Fotos auf. Von da an wird die Person erkannt.</translation>
    </message>
    <message>
      <source>Enrol…</source>
      <translation>Aufnehmen …</translation>
    </message>
    <message>
      <source>From photographs…</source>
      <translation>Aus Fotos …</translation>
    </message>
    <message>
      <source>Import many…</source>
      <translation>Viele importieren …</translation>
    </message>
    <message>
      <source>Without a face…</source>
      <translation>Ohne Gesicht …</translation>
    </message>
    <message>
      <source>Nobody found</source>
      <translation>Niemand gefunden</translation>
    </message>
    <message>
      <source>Show all</source>
      <translation>Alle zeigen</translation>
    </message>
    <message>
      <source>The people could not be read</source>
      <translation>Die Personen konnten nicht gelesen werden</translation>
    </message>
    <message>
      <source>The notice says why.</source>
      <translation>Der Hinweis sagt, warum.</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>Wird gelesen …</translation>
    </message>
    <message>
      <source>No name, identifier, department or card contains “{text}”.</source>
      <translation>Kein Name, keine Kennung, Abteilung oder Karte enthält „{text}“.</translation>
    </message>
    <message>
      <source>Nobody is left by these filters.</source>
      <translation>Diese Filter lassen niemanden übrig.</translation>
    </message>
    <message>
      <source>Chosen: {chosen} of {number}</source>
      <translation>Ausgewählt: {chosen} von {number}</translation>
    </message>
    <message>
      <source>Found: {number}</source>
      <translation>Gefunden: {number}</translation>
    </message>
    <message>
      <source>On record: {number}</source>
      <translation>Erfasst: {number}</translation>
    </message>
  </context>
  <context>
    <name>PeopleTable</name>
    <message>
      <source>People</source>
      <translation>Personen</translation>
    </message>
  </context>
  <context>
    <name>PeopleTableModel</name>
    <message>
      <source>Enrolled with another model, not recognised.</source>
      <translation>Mit einem anderen Modell aufgenommen, wird nicht erkannt.</translation>
    </message>
    <message>
      <source>{number}: the newest sample is old; new ones are advised</source>
      <translation>{number}: Die neueste Probe ist alt; neue sind ratsam</translation>
    </message>
    <message>
      <source>{number}: the samples fit worse from visit to visit; new ones are advised</source>
      <translation>{number}: Die Proben passen von Besuch zu Besuch schlechter; neue sind ratsam</translation>
    </message>
  </context>
  <context>
    <name>PeriodsPart</name>
    <message>
      <source>First day</source>
      <translation>Erster Tag</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Letzter Tag</translation>
    </message>
    <message>
      <source>State</source>
      <translation>Status</translation>
    </message>
    <message>
      <source>Closed</source>
      <translation>Abgeschlossen</translation>
    </message>
    <message>
      <source>By</source>
      <translation>Von</translation>
    </message>
    <message>
      <source>Opened again</source>
      <translation>Wieder geöffnet</translation>
    </message>
    <message>
      <source>Closed days</source>
      <translation>Abgeschlossene Tage</translation>
    </message>
    <message>
      <source>No days are closed</source>
      <translation>Keine Tage abgeschlossen</translation>
    </message>
    <message>
      <source>Close a month when its hours are paid: its minutes stay as they are, whatever comes in later.</source>
      <translation>Einen Monat abschließen, wenn seine Stunden bezahlt sind: Seine Minuten bleiben dann, was auch später dazukommt.</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>&amp;Work out anew…</source>
      <translation>&amp;Neu berechnen …</translation>
    </message>
    <message>
      <source>&amp;Open again…</source>
      <translation>&amp;Wieder öffnen …</translation>
    </message>
    <message>
      <source>&amp;Close days…</source>
      <translation>Tage &amp;abschließen …</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>Wird gelesen …</translation>
    </message>
    <message>
      <source>{when} by {actor}: {reason}</source>
      <translation>{when} von {actor}: {reason}</translation>
    </message>
    <message>
      <source>Choose days that are closed.</source>
      <translation>Bitte abgeschlossene Tage wählen.</translation>
    </message>
    <message>
      <source>Days closed</source>
      <translation>Tage abgeschlossen</translation>
    </message>
    <message>
      <source>Days opened again</source>
      <translation>Tage wieder geöffnet</translation>
    </message>
    <message>
      <source>Worked out anew</source>
      <translation>Neu berechnet</translation>
    </message>
    <message>
      <source>People: {number}.</source>
      <translation>Personen: {number}.</translation>
    </message>
    <message>
      <source>It is on record who did it.</source>
      <translation>Wer es getan hat, ist festgehalten.</translation>
    </message>
  </context>
  <context>
    <name>PersonCard</name>
    <message>
      <source>Last person</source>
      <translation>Letzte Person</translation>
    </message>
    <message>
      <source>Distance</source>
      <translation>Abstand</translation>
    </message>
    <message>
      <source>Threshold</source>
      <translation>Schwelle</translation>
    </message>
    <message>
      <source>Margin to the second</source>
      <translation>Vorsprung vor der zweiten</translation>
    </message>
    <message>
      <source>Presentation attack</source>
      <translation>Täuschungsversuch</translation>
    </message>
  </context>
  <context>
    <name>PersonDialog</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
  </context>
  <context>
    <name>PersonPicker</name>
    <message>
      <source>Everybody</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>Person</translation>
    </message>
  </context>
  <context>
    <name>PinEditor</name>
    <message>
      <source>New &amp;PIN</source>
      <translation>Neue &amp;PIN</translation>
    </message>
    <message>
      <source>PIN &amp;again</source>
      <translation>PIN &amp;wiederholen</translation>
    </message>
    <message>
      <source>The two do not agree yet.</source>
      <translation>Die beiden stimmen noch nicht überein.</translation>
    </message>
    <message>
      <source>{least} to {most} digits, not easy to guess.</source>
      <translation>{least} bis {most} Ziffern, nicht leicht zu erraten.</translation>
    </message>
  </context>
  <context>
    <name>PlacePunchDialog</name>
    <message>
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>Direction</source>
      <translation>Richtung</translation>
    </message>
    <message>
      <source>As the rules for punches find it out</source>
      <translation>Wie die Stempelregeln sie ermitteln</translation>
    </message>
    <message>
      <source>As it was</source>
      <translation>Wie sie war</translation>
    </message>
    <message>
      <source>&amp;Time</source>
      <translation>&amp;Zeit</translation>
    </message>
    <message>
      <source>&amp;Direction</source>
      <translation>&amp;Richtung</translation>
    </message>
    <message>
      <source>&amp;Add</source>
      <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
      <source>&amp;Move</source>
      <translation>&amp;Verschieben</translation>
    </message>
  </context>
  <context>
    <name>Plan</name>
    <message>
      <source>{weekday}, {day}</source>
      <translation>{weekday}, {day}</translation>
    </message>
    <message>
      <source>from {first} on</source>
      <translation>ab {first}</translation>
    </message>
    <message>
      <source>on {first}</source>
      <translation>am {first}</translation>
    </message>
    <message>
      <source>{first} to {last}</source>
      <translation>{first} bis {last}</translation>
    </message>
    <message>
      <source>Shift</source>
      <translation>Schicht</translation>
    </message>
    <message>
      <source>Rotation</source>
      <translation>Wechselplan</translation>
    </message>
    <message>
      <source>Calendar</source>
      <translation>Kalender</translation>
    </message>
    <message>
      <source>Assignment</source>
      <translation>Zuordnung</translation>
    </message>
    <message>
      <source>Absence</source>
      <translation>Abwesenheit</translation>
    </message>
    <message>
      <source>Leave</source>
      <translation>Freistellung</translation>
    </message>
    <message>
      <source>Business trip</source>
      <translation>Dienstreise</translation>
    </message>
    <message>
      <source>Whole day</source>
      <translation>Ganzer Tag</translation>
    </message>
    <message>
      <source>First half</source>
      <translation>Erste Hälfte</translation>
    </message>
    <message>
      <source>Second half</source>
      <translation>Zweite Hälfte</translation>
    </message>
    <message>
      <source>At a fixed time</source>
      <translation>Zu fester Zeit</translation>
    </message>
    <message>
      <source>Taken off after</source>
      <translation>Abgezogen nach</translation>
    </message>
    <message>
      <source>By punches</source>
      <translation>Nach Stempelungen</translation>
    </message>
    <message>
      <source>to the later</source>
      <translation>zur späteren</translation>
    </message>
    <message>
      <source>to the earlier</source>
      <translation>zur früheren</translation>
    </message>
    <message>
      <source>to the nearer</source>
      <translation>zur näheren</translation>
    </message>
    <message>
      <source>Working day</source>
      <translation>Arbeitstag</translation>
    </message>
    <message>
      <source>Weekend</source>
      <translation>Wochenende</translation>
    </message>
    <message>
      <source>Public holiday</source>
      <translation>Feiertag</translation>
    </message>
    <message>
      <source>Free by the rotation</source>
      <translation>Frei nach Wechselplan</translation>
    </message>
    <message>
      <source>No schedule</source>
      <translation>Kein Arbeitsplan</translation>
    </message>
    <message>
      <source>Present</source>
      <translation>Anwesend</translation>
    </message>
    <message>
      <source>Half a day</source>
      <translation>Halber Tag</translation>
    </message>
    <message>
      <source>Absent</source>
      <translation>Abwesend</translation>
    </message>
    <message>
      <source>A punch is missing</source>
      <translation>Eine Stempelung fehlt</translation>
    </message>
    <message>
      <source>On leave</source>
      <translation>Freigestellt</translation>
    </message>
    <message>
      <source>On a business trip</source>
      <translation>Auf Dienstreise</translation>
    </message>
    <message>
      <source>Nothing was to be done</source>
      <translation>Nichts zu arbeiten</translation>
    </message>
    <message>
      <source>Not over yet</source>
      <translation>Noch nicht vorbei</translation>
    </message>
    <message>
      <source>The punch in is missing</source>
      <translation>Das Kommt fehlt</translation>
    </message>
    <message>
      <source>The punch out is missing</source>
      <translation>Das Geht fehlt</translation>
    </message>
    <message>
      <source>The beginning of a break is missing</source>
      <translation>Ein Pausenbeginn fehlt</translation>
    </message>
    <message>
      <source>The end of a break is missing</source>
      <translation>Ein Pausenende fehlt</translation>
    </message>
    <message>
      <source>A punch belongs to no shift</source>
      <translation>Eine Stempelung gehört zu keiner Schicht</translation>
    </message>
    <message>
      <source>A punch says neither in nor out</source>
      <translation>Eine Stempelung sagt weder Kommt noch Geht</translation>
    </message>
    <message>
      <source>Worked on a day of leave</source>
      <translation>Trotz Freistellung gearbeitet</translation>
    </message>
    <message>
      <source>A part of the shift was missed</source>
      <translation>Ein Teil der Schicht wurde versäumt</translation>
    </message>
    <message>
      <source>day {number}</source>
      <translation>Tag {number}</translation>
    </message>
    <message>
      <source>the break {span}</source>
      <translation>die Pause {span}</translation>
    </message>
    <message>
      <source>the break “{kind}”</source>
      <translation>die Pause „{kind}“</translation>
    </message>
    <message>
      <source>{first} needs an identifier.</source>
      <translation>{first} braucht eine Kennung.</translation>
    </message>
    <message>
      <source>{first} is there twice.</source>
      <translation>{first} ist zweimal da.</translation>
    </message>
    <message>
      <source>{first} does not exist, but {second} needs it.</source>
      <translation>{first} fehlt, wird aber von {second} gebraucht.</translation>
    </message>
    <message>
      <source>{first} has no working time.</source>
      <translation>{first} hat keine Arbeitszeit.</translation>
    </message>
    <message>
      <source>{first}: working time has to begin before midnight, and end after it began, within 48 hours.</source>
      <translation>{first}: Die Arbeitszeit muss vor Mitternacht beginnen und später enden, innerhalb von 48 Stunden.</translation>
    </message>
    <message>
      <source>{first} and {second} overlap.</source>
      <translation>{first} und {second} überschneiden sich.</translation>
    </message>
    <message>
      <source>{first}: flexible hours need one frame that is long enough for the time to work and holds the core time.</source>
      <translation>{first}: Gleitzeit braucht einen Rahmen, der lang genug für die Arbeitszeit ist und die Kernzeit enthält.</translation>
    </message>
    <message>
      <source>{first}: this break needs a length, or an end after its beginning.</source>
      <translation>{first}: Diese Pause braucht eine Dauer oder ein Ende nach ihrem Beginn.</translation>
    </message>
    <message>
      <source>{first} lies outside the working time.</source>
      <translation>{first} liegt außerhalb der Arbeitszeit.</translation>
    </message>
    <message>
      <source>{first}: a number is out of range. Who is absent below an amount may not be there half a day.</source>
      <translation>{first}: Eine Zahl liegt außerhalb des Bereichs. Die Grenze für abwesend darf nicht über der für den halben Tag liegen.</translation>
    </message>
    <message>
      <source>{first}: times are rounded to a part of an hour, such as 5 or 15.</source>
      <translation>{first}: Gerundet wird auf einen Teil einer Stunde, etwa 5 oder 15.</translation>
    </message>
    <message>
      <source>{first} has not ended when {second} begins.</source>
      <translation>{first} ist noch nicht zu Ende, wenn {second} beginnt.</translation>
    </message>
    <message>
      <source>{first} ends before it begins.</source>
      <translation>{first} endet vor dem Beginn.</translation>
    </message>
    <message>
      <source>Choose the person or the department that {first} is for.</source>
      <translation>Bitte die Person oder die Abteilung wählen, für die {first} gilt.</translation>
    </message>
    <message>
      <source>{first} and {second} hold on the same days.</source>
      <translation>{first} und {second} gelten an denselben Tagen.</translation>
    </message>
    <message>
      <source>{length} h within {span}</source>
      <translation>{length} h innerhalb {span}</translation>
    </message>
    <message>
      <source>{minutes} min</source>
      <translation>{minutes} min</translation>
    </message>
    <message>
      <source>Punches belong to it</source>
      <translation>Stempelungen zählen dazu</translation>
    </message>
    <message>
      <source>Overtime</source>
      <translation>Überstunden</translation>
    </message>
    <message>
      <source>Flexible hours</source>
      <translation>Gleitzeit</translation>
    </message>
    <message>
      <source>Working time</source>
      <translation>Arbeitszeit</translation>
    </message>
    <message>
      <source>Paid break</source>
      <translation>Bezahlte Pause</translation>
    </message>
    <message>
      <source>Unpaid break</source>
      <translation>Unbezahlte Pause</translation>
    </message>
    <message>
      <source>There</source>
      <translation>Anwesend</translation>
    </message>
    <message>
      <source>somebody who was erased</source>
      <translation>eine gelöschte Person</translation>
    </message>
    <message>
      <source>everybody</source>
      <translation>alle</translation>
    </message>
    <message>
      <source>{schedule} for {whom}, {period}</source>
      <translation>{schedule} für {whom}, {period}</translation>
    </message>
    <message>
      <source>{absence} of {person}, {period}</source>
      <translation>{absence}: {person}, {period}</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Required</source>
      <translation>Soll</translation>
    </message>
    <message>
      <source>Breaks</source>
      <translation>Pausen</translation>
    </message>
    <message>
      <source>The day</source>
      <translation>Der Tag</translation>
    </message>
    <message>
      <source>Cycle</source>
      <translation>Turnus</translation>
    </message>
    <message>
      <source>Begins on</source>
      <translation>Beginnt am</translation>
    </message>
    <message>
      <source>Days</source>
      <translation>Tage</translation>
    </message>
    <message>
      <source>Public holidays</source>
      <translation>Feiertage</translation>
    </message>
    <message>
      <source>For whom</source>
      <translation>Für wen</translation>
    </message>
    <message>
      <source>Schedule</source>
      <translation>Arbeitsplan</translation>
    </message>
    <message>
      <source>From</source>
      <translation>Von</translation>
    </message>
    <message>
      <source>Until</source>
      <translation>Bis</translation>
    </message>
    <message>
      <source>Remarks</source>
      <translation>Bemerkungen</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>Person</translation>
    </message>
    <message>
      <source>Each day</source>
      <translation>Je Tag</translation>
    </message>
    <message>
      <source>Everybody</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>{name} (department)</source>
      <translation>{name} (Abteilung)</translation>
    </message>
    <message>
      <source>{number} days</source>
      <translation>{number} Tage</translation>
    </message>
    <message>
      <source>1 week</source>
      <translation>1 Woche</translation>
    </message>
    <message>
      <source>{number} weeks</source>
      <translation>{number} Wochen</translation>
    </message>
    <message>
      <source>free</source>
      <translation>frei</translation>
    </message>
    <message>
      <source>none</source>
      <translation>keine</translation>
    </message>
    <message>
      <source>{number} ({years})</source>
      <translation>{number} ({years})</translation>
    </message>
    <message>
      <source>temporary</source>
      <translation>vorübergehend</translation>
    </message>
    <message>
      <source>also on public holidays</source>
      <translation>auch an Feiertagen</translation>
    </message>
    <message>
      <source>unpaid</source>
      <translation>unbezahlt</translation>
    </message>
  </context>
  <context>
    <name>PlanDesk</name>
    <message>
      <source>Saving the plan</source>
      <translation>Der Plan wird gespeichert</translation>
    </message>
    <message>
      <source>Changing the plan</source>
      <translation>Der Plan wird geändert</translation>
    </message>
    <message>
      <source>Importing a plan</source>
      <translation>Ein Plan wird importiert</translation>
    </message>
  </context>
  <context>
    <name>PlanItemDialog</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Drop my changes</source>
      <translation>Meine Änderungen verwerfen</translation>
    </message>
    <message>
      <source>&amp;End the other one before</source>
      <translation>Andere vorher b&amp;eenden</translation>
    </message>
    <message>
      <source>The other assignment ends on the day before this one begins; both are saved</source>
      <translation>Die andere Zuordnung endet am Tag, bevor diese beginnt; beide werden gespeichert</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>Something else has this identifier. Choose another one.</source>
      <translation>Diese Kennung ist schon vergeben. Bitte eine andere wählen.</translation>
    </message>
    <message>
      <source>Something is still missing.</source>
      <translation>Noch fehlt etwas.</translation>
    </message>
    <message>
      <source>See the field that is marked.</source>
      <translation>Siehe das markierte Feld.</translation>
    </message>
    <message>
      <source>Somebody else added one with this identifier. It has another one now.</source>
      <translation>Jemand anderes hat diese Kennung inzwischen vergeben. Jetzt ist es eine andere.</translation>
    </message>
    <message>
      <source>Somebody else removed it meanwhile. Saving puts it back.</source>
      <translation>Jemand anderes hat dies inzwischen entfernt. Speichern stellt es wieder her.</translation>
    </message>
    <message>
      <source>Somebody else changed it meanwhile: {fields}.</source>
      <translation>Jemand anderes hat dies inzwischen geändert: {fields}.</translation>
    </message>
    <message>
      <source>Of {fields}, what you entered is shown; saving puts it in the place of theirs.</source>
      <translation>Bei {fields} ist Ihre Angabe gezeigt; Speichern ersetzt damit die andere.</translation>
    </message>
    <message>
      <source>It is taken in. Look at it, and save again.</source>
      <translation>Es ist übernommen. Bitte ansehen und erneut speichern.</translation>
    </message>
  </context>
  <context>
    <name>PlanList</name>
    <message>
      <source>Search</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Search the list</source>
      <translation>Liste durchsuchen</translation>
    </message>
    <message>
      <source>Which of them</source>
      <translation>Welche davon</translation>
    </message>
    <message>
      <source>Now and later</source>
      <translation>Jetzt und später</translation>
    </message>
    <message>
      <source>All, also those that are over</source>
      <translation>Alle, auch vergangene</translation>
    </message>
    <message>
      <source>Shifts</source>
      <translation>Schichten</translation>
    </message>
    <message>
      <source>A shift says when somebody is to work on a day, and how the hours are counted.</source>
      <translation>Eine Schicht sagt, wann jemand an einem Tag arbeitet und wie die Stunden zählen.</translation>
    </message>
    <message>
      <source>&amp;New shift…</source>
      <translation>&amp;Neue Schicht …</translation>
    </message>
    <message>
      <source>No shifts yet</source>
      <translation>Noch keine Schichten</translation>
    </message>
    <message>
      <source>Rotations</source>
      <translation>Wechselpläne</translation>
    </message>
    <message>
      <source>A rotation says which shift comes on which day of a cycle, such as early and late week.</source>
      <translation>Ein Wechselplan sagt, an welchem Tag eines Turnus welche Schicht kommt, etwa Früh- und Spätwoche.</translation>
    </message>
    <message>
      <source>&amp;New rotation…</source>
      <translation>&amp;Neuer Wechselplan …</translation>
    </message>
    <message>
      <source>No rotations yet</source>
      <translation>Noch keine Wechselpläne</translation>
    </message>
    <message>
      <source>Calendars</source>
      <translation>Kalender</translation>
    </message>
    <message>
      <source>A calendar has the weekends and public holidays, typed or loaded for a country.</source>
      <translation>Ein Kalender enthält Wochenenden und Feiertage, eingetippt oder für ein Land geladen.</translation>
    </message>
    <message>
      <source>&amp;New calendar…</source>
      <translation>&amp;Neuer Kalender …</translation>
    </message>
    <message>
      <source>No calendars yet</source>
      <translation>Noch keine Kalender</translation>
    </message>
    <message>
      <source>Assignments</source>
      <translation>Zuordnungen</translation>
    </message>
    <message>
      <source>An assignment says who works by which shift or rotation, from when to when.</source>
      <translation>Eine Zuordnung sagt, wer nach welcher Schicht oder welchem Wechselplan arbeitet, von wann bis wann.</translation>
    </message>
    <message>
      <source>&amp;New assignment…</source>
      <translation>&amp;Neue Zuordnung …</translation>
    </message>
    <message>
      <source>Nobody has a schedule yet</source>
      <translation>Noch niemand hat einen Arbeitsplan</translation>
    </message>
    <message>
      <source>Absences</source>
      <translation>Abwesenheiten</translation>
    </message>
    <message>
      <source>Leave and business trips of people; what is entered here is not missing.</source>
      <translation>Freistellungen und Dienstreisen; was hier eingetragen ist, gilt nicht als fehlend.</translation>
    </message>
    <message>
      <source>&amp;New absence…</source>
      <translation>&amp;Neue Abwesenheit …</translation>
    </message>
    <message>
      <source>No absences</source>
      <translation>Keine Abwesenheiten</translation>
    </message>
    <message>
      <source>&amp;Details…</source>
      <translation>&amp;Details …</translation>
    </message>
    <message>
      <source>&amp;Copy…</source>
      <translation>&amp;Kopieren …</translation>
    </message>
    <message>
      <source>&amp;Remove</source>
      <translation>&amp;Entfernen</translation>
    </message>
    <message>
      <source>Import a plan…</source>
      <translation>Plan importieren …</translation>
    </message>
    <message>
      <source>Nothing found</source>
      <translation>Nichts gefunden</translation>
    </message>
    <message>
      <source>Show all</source>
      <translation>Alle zeigen</translation>
    </message>
    <message>
      <source>The plan could not be read</source>
      <translation>Der Plan konnte nicht gelesen werden</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>Wird gelesen …</translation>
    </message>
    <message>
      <source>Those that are over are left out.</source>
      <translation>Vergangene sind weggelassen.</translation>
    </message>
    <message>
      <source>Number: {number}</source>
      <translation>Anzahl: {number}</translation>
    </message>
  </context>
  <context>
    <name>PlanPage</name>
    <message>
      <source>Parts of the plan</source>
      <translation>Teile des Plans</translation>
    </message>
    <message>
      <source>&amp;Import a plan…</source>
      <translation>Plan &amp;importieren …</translation>
    </message>
    <message>
      <source>E&amp;xport the plan…</source>
      <translation>Plan e&amp;xportieren …</translation>
    </message>
    <message>
      <source>&amp;Read again</source>
      <translation>&amp;Neu lesen</translation>
    </message>
    <message>
      <source>M&amp;ore</source>
      <translation>&amp;Mehr</translation>
    </message>
    <message>
      <source>Shifts</source>
      <translation>Schichten</translation>
    </message>
    <message>
      <source>Rotations</source>
      <translation>Wechselpläne</translation>
    </message>
    <message>
      <source>Calendars</source>
      <translation>Kalender</translation>
    </message>
    <message>
      <source>Assignments</source>
      <translation>Zuordnungen</translation>
    </message>
    <message>
      <source>Absences</source>
      <translation>Abwesenheiten</translation>
    </message>
    <message>
      <source>Punch rules</source>
      <translation>Stempelregeln</translation>
    </message>
    <message>
      <source>What would happen?</source>
      <translation>Was wäre, wenn?</translation>
    </message>
    <message>
      <source>The plan does not fit together: {problem}</source>
      <translation>Der Plan passt nicht zusammen: {problem}</translation>
    </message>
    <message>
      <source>Add a shift first: the rest of the plan is made of them.</source>
      <translation>Bitte zuerst eine Schicht anlegen: Der übrige Plan besteht daraus.</translation>
    </message>
    <message>
      <source>There are no shifts yet</source>
      <translation>Es gibt noch keine Schichten</translation>
    </message>
    <message>
      <source>Copy of {name}</source>
      <translation>Kopie von {name}</translation>
    </message>
    <message>
      <source>New shift</source>
      <translation>Neue Schicht</translation>
    </message>
    <message>
      <source>New rotation</source>
      <translation>Neuer Wechselplan</translation>
    </message>
    <message>
      <source>New calendar</source>
      <translation>Neuer Kalender</translation>
    </message>
    <message>
      <source>New assignment</source>
      <translation>Neue Zuordnung</translation>
    </message>
    <message>
      <source>New absence</source>
      <translation>Neue Abwesenheit</translation>
    </message>
    <message>
      <source>Removed</source>
      <translation>Entfernt</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>“{item}” cannot be removed: {other} needs it. Change that first.</source>
      <translation>„{item}“ lässt sich nicht entfernen, weil es noch gebraucht wird: {other}. Bitte zuerst das ändern.</translation>
    </message>
    <message>
      <source>The plan was not changed</source>
      <translation>Der Plan wurde nicht geändert</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Zeigen</translation>
    </message>
    <message>
      <source>Import a plan</source>
      <translation>Plan importieren</translation>
    </message>
    <message>
      <source>Plans (*.toml)</source>
      <translation>Pläne (*.toml)</translation>
    </message>
    <message>
      <source>Plan imported</source>
      <translation>Plan importiert</translation>
    </message>
    <message>
      <source>Export the plan</source>
      <translation>Plan exportieren</translation>
    </message>
    <message>
      <source>Exporting the plan</source>
      <translation>Der Plan wird exportiert</translation>
    </message>
    <message>
      <source>Plan exported</source>
      <translation>Plan exportiert</translation>
    </message>
  </context>
  <context>
    <name>PlanPreview</name>
    <message>
      <source>Day</source>
      <translation>Tag</translation>
    </message>
    <message>
      <source>As &amp;planned</source>
      <translation>Wie &amp;geplant</translation>
    </message>
    <message>
      <source>Punches as they would be if the shift were kept</source>
      <translation>Stempelungen, wie sie bei eingehaltener Schicht wären</translation>
    </message>
    <message>
      <source>Choose somebody and a day</source>
      <translation>Person und Tag wählen</translation>
    </message>
    <message>
      <source>You see which schedule holds, what the day would be with these punches, and why.</source>
      <translation>Dann ist zu sehen, welcher Arbeitsplan gilt, was der Tag mit diesen Stempelungen ergäbe und warum.</translation>
    </message>
    <message>
      <source>The plan does not fit together</source>
      <translation>Der Plan passt nicht zusammen</translation>
    </message>
    <message>
      <source>What &amp;would happen for</source>
      <translation>&amp;Was wäre für</translation>
    </message>
    <message>
      <source>&amp;on</source>
      <translation>&amp;am</translation>
    </message>
    <message>
      <source>with these punches</source>
      <translation>mit diesen Stempelungen</translation>
    </message>
    <message>
      <source>As if the day were over. Nothing of this is stored.</source>
      <translation>Als wäre der Tag vorbei. Nichts davon wird gespeichert.</translation>
    </message>
  </context>
  <context>
    <name>Poses</name>
    <message>
      <source>Look straight at the camera.</source>
      <translation>Bitte gerade in die Kamera schauen.</translation>
    </message>
    <message>
      <source>Turn your head to the left.</source>
      <translation>Den Kopf nach links drehen.</translation>
    </message>
    <message>
      <source>Turn your head to the right.</source>
      <translation>Den Kopf nach rechts drehen.</translation>
    </message>
    <message>
      <source>A little further to the left.</source>
      <translation>Noch etwas weiter nach links.</translation>
    </message>
    <message>
      <source>A little further to the right.</source>
      <translation>Noch etwas weiter nach rechts.</translation>
    </message>
    <message>
      <source>front</source>
      <translation>vorn</translation>
    </message>
    <message>
      <source>left</source>
      <translation>links</translation>
    </message>
    <message>
      <source>right</source>
      <translation>rechts</translation>
    </message>
    <message>
      <source>up</source>
      <translation>oben</translation>
    </message>
    <message>
      <source>down</source>
      <translation>unten</translation>
    </message>
    <message>
      <source>Hold still.</source>
      <translation>Stillhalten.</translation>
    </message>
    <message>
      <source>No face in the picture. Step in front of the camera.</source>
      <translation>Kein Gesicht im Bild. Bitte vor die Kamera treten.</translation>
    </message>
    <message>
      <source>Several faces in the picture. Only one person, please.</source>
      <translation>Mehrere Gesichter im Bild. Bitte nur eine Person.</translation>
    </message>
    <message>
      <source>This is somebody else than before. The samples start again.</source>
      <translation>Das ist jemand anderes als eben. Die Proben beginnen von vorn.</translation>
    </message>
    <message>
      <source>The face is cut off. Move to the middle of the picture.</source>
      <translation>Das Gesicht ist angeschnitten. Bitte in die Bildmitte kommen.</translation>
    </message>
    <message>
      <source>The face is too small. Come closer.</source>
      <translation>Das Gesicht ist zu klein. Bitte näher kommen.</translation>
    </message>
    <message>
      <source>It is too dark. Turn towards the light.</source>
      <translation>Es ist zu dunkel. Bitte zum Licht drehen.</translation>
    </message>
    <message>
      <source>It is too bright. Step out of the light.</source>
      <translation>Es ist zu hell. Bitte aus dem Licht treten.</translation>
    </message>
    <message>
      <source>The light is too flat to see the face well.</source>
      <translation>Das Licht ist zu flach, um das Gesicht gut zu sehen.</translation>
    </message>
    <message>
      <source>The face is turned away. Look straight at the camera.</source>
      <translation>Das Gesicht ist abgewandt. Bitte gerade in die Kamera schauen.</translation>
    </message>
    <message>
      <source>The head is tilted. Hold it upright.</source>
      <translation>Der Kopf ist geneigt. Bitte gerade halten.</translation>
    </message>
    <message>
      <source>This is a picture. The person has to be there.</source>
      <translation>Das ist ein Bild. Die Person muss selbst da sein.</translation>
    </message>
    <message>
      <source>It is not sure that a person is there. More even light, a little away.</source>
      <translation>Es ist unklar, ob eine Person da ist. Gleichmäßigeres Licht, etwas Abstand.</translation>
    </message>
    <message>
      <source>The eyes are closed. Look at the camera.</source>
      <translation>Die Augen sind geschlossen. Bitte in die Kamera schauen.</translation>
    </message>
    <message>
      <source>The picture is blurred. Hold still.</source>
      <translation>Das Bild ist unscharf. Bitte stillhalten.</translation>
    </message>
    <message>
      <source>The face cannot be seen clearly. Take off what covers it.</source>
      <translation>Das Gesicht ist nicht deutlich zu sehen. Bitte ablegen, was es verdeckt.</translation>
    </message>
    <message>
      <source>Lift your chin.</source>
      <translation>Das Kinn heben.</translation>
    </message>
    <message>
      <source>Lower your chin.</source>
      <translation>Das Kinn senken.</translation>
    </message>
    <message>
      <source>A little higher.</source>
      <translation>Noch etwas höher.</translation>
    </message>
    <message>
      <source>A little lower.</source>
      <translation>Noch etwas tiefer.</translation>
    </message>
    <message>
      <source>Back to the left a little.</source>
      <translation>Etwas zurück nach links.</translation>
    </message>
    <message>
      <source>Back to the right a little.</source>
      <translation>Etwas zurück nach rechts.</translation>
    </message>
    <message>
      <source>Lift your chin a little.</source>
      <translation>Das Kinn etwas heben.</translation>
    </message>
    <message>
      <source>Lower your chin a little.</source>
      <translation>Das Kinn etwas senken.</translation>
    </message>
    <message>
      <source>Done. The samples are good.</source>
      <translation>Fertig. Die Proben sind gut.</translation>
    </message>
    <message>
      <source>the face was far away</source>
      <translation>das Gesicht war weit weg</translation>
    </message>
    <message>
      <source>the pictures are not quite sharp</source>
      <translation>die Bilder sind nicht ganz scharf</translation>
    </message>
    <message>
      <source>the light was dim</source>
      <translation>das Licht war schwach</translation>
    </message>
    <message>
      <source>the light was too bright</source>
      <translation>das Licht war zu hell</translation>
    </message>
    <message>
      <source>there was little contrast</source>
      <translation>der Kontrast war gering</translation>
    </message>
    <message>
      <source>recognition may fail now and then</source>
      <translation>die Erkennung kann ab und zu misslingen</translation>
    </message>
    <message>
      <source>these poses are missing: {poses}</source>
      <translation>diese Blickrichtungen fehlen: {poses}</translation>
    </message>
    <message>
      <source>Done. Usable, but {reasons}.</source>
      <translation>Fertig. Brauchbar, aber {reasons}.</translation>
    </message>
    <message>
      <source>The face is small. Samples taken closer to the camera are better.</source>
      <translation>Das Gesicht ist klein. Proben aus der Nähe sind besser.</translation>
    </message>
    <message>
      <source>angles of the head are estimated roughly</source>
      <translation>Kopfwinkel werden grob geschätzt</translation>
    </message>
    <message>
      <source>closed eyes go unnoticed</source>
      <translation>geschlossene Augen bleiben unbemerkt</translation>
    </message>
    <message>
      <source>quality is not predicted</source>
      <translation>die Qualität wird nicht vorhergesagt</translation>
    </message>
    <message>
      <source>Optional models are not installed: {consequences}.</source>
      <translation>Zusätzliche Modelle sind nicht installiert: {consequences}.</translation>
    </message>
  </context>
  <context>
    <name>PreviewModel</name>
    <message>
      <source>Line</source>
      <translation>Zeile</translation>
    </message>
    <message>
      <source>Identifier</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Department</source>
      <translation>Abteilung</translation>
    </message>
    <message>
      <source>Card</source>
      <translation>Karte</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>Problem</source>
      <translation>Problem</translation>
    </message>
  </context>
  <context>
    <name>Profile</name>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Identifier</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>Department</source>
      <translation>Abteilung</translation>
    </message>
    <message>
      <source>Groups</source>
      <translation>Gruppen</translation>
    </message>
    <message>
      <source>Card number</source>
      <translation>Kartennummer</translation>
    </message>
    <message>
      <source>Validity</source>
      <translation>Gültigkeit</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>Notizen</translation>
    </message>
    <message>
      <source>No limit</source>
      <translation>Unbegrenzt</translation>
    </message>
  </context>
  <context>
    <name>ProfileChoice</name>
    <message>
      <source>By hand: where the line is</source>
      <translation>Von Hand: wo die Linie steht</translation>
    </message>
  </context>
  <context>
    <name>ProfileForm</name>
    <message>
      <source>&amp;From</source>
      <translation>A&amp;b</translation>
    </message>
    <message>
      <source>&amp;Until</source>
      <translation>B&amp;is</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Name</translation>
    </message>
    <message>
      <source>&amp;Identifier</source>
      <translation>&amp;Kennung</translation>
    </message>
    <message>
      <source>&amp;Department</source>
      <translation>&amp;Abteilung</translation>
    </message>
    <message>
      <source>&amp;Groups</source>
      <translation>&amp;Gruppen</translation>
    </message>
    <message>
      <source>&amp;Card number</source>
      <translation>Kar&amp;tennummer</translation>
    </message>
    <message>
      <source>Validity of card and PIN, both days included</source>
      <translation>Karte und PIN gültig, Tage inklusive</translation>
    </message>
    <message>
      <source>N&amp;otes</source>
      <translation>N&amp;otizen</translation>
    </message>
  </context>
  <context>
    <name>PunchRows</name>
    <message>
      <source>Add a p&amp;unch</source>
      <translation>S&amp;tempelung hinzufügen</translation>
    </message>
    <message>
      <source>Time of the punch</source>
      <translation>Zeit der Stempelung</translation>
    </message>
    <message>
      <source>What the punch says</source>
      <translation>Was die Stempelung sagt</translation>
    </message>
    <message>
      <source>Remove this punch</source>
      <translation>Diese Stempelung entfernen</translation>
    </message>
  </context>
  <context>
    <name>PunchRules</name>
    <message>
      <source>How hours are made of sightings, for everybody. Days that are not closed follow at once.</source>
      <translation>Wie aus Sichtungen Stunden werden, für alle. Nicht abgeschlossene Tage folgen sofort.</translation>
    </message>
  </context>
  <context>
    <name>Punches</name>
    <message>
      <source>Add a punch</source>
      <translation>Stempelung hinzufügen</translation>
    </message>
    <message>
      <source>Move a punch</source>
      <translation>Stempelung verschieben</translation>
    </message>
    <message>
      <source>Take the change back</source>
      <translation>Änderung zurücknehmen</translation>
    </message>
    <message>
      <source>Void the punch</source>
      <translation>Stempelung stornieren</translation>
    </message>
    <message>
      <source>ignored: so soon after the one before</source>
      <translation>zählt nicht: zu kurz nach der vorigen</translation>
    </message>
    <message>
      <source>ignored: belongs to no shift</source>
      <translation>zählt nicht: gehört zu keiner Schicht</translation>
    </message>
    <message>
      <source>ignored: neither in nor out</source>
      <translation>zählt nicht: weder Kommt noch Geht</translation>
    </message>
    <message>
      <source>ignored: between the first in and the last out</source>
      <translation>zählt nicht: zwischen erstem Kommt und letztem Geht</translation>
    </message>
    <message>
      <source>gives nothing: there is no in before it</source>
      <translation>ergibt nichts: davor fehlt ein Kommt</translation>
    </message>
    <message>
      <source>gives nothing: there is no out after it</source>
      <translation>ergibt nichts: danach fehlt ein Geht</translation>
    </message>
    <message>
      <source>ignored: no break to begin or end</source>
      <translation>zählt nicht: keine Pause beginnt oder endet hier</translation>
    </message>
    <message>
      <source>counts</source>
      <translation>zählt</translation>
    </message>
    <message>
      <source>does not count any more</source>
      <translation>zählt nicht mehr</translation>
    </message>
    <message>
      <source>waits for a second person</source>
      <translation>wartet auf eine zweite Person</translation>
    </message>
    <message>
      <source>was rejected</source>
      <translation>wurde abgelehnt</translation>
    </message>
    <message>
      <source>was taken back</source>
      <translation>wurde zurückgenommen</translation>
    </message>
    <message>
      <source>was moved</source>
      <translation>wurde verschoben</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>Hinzufügen</translation>
    </message>
    <message>
      <source>Move</source>
      <translation>Verschieben</translation>
    </message>
    <message>
      <source>Void</source>
      <translation>Stornieren</translation>
    </message>
    <message>
      <source>Approve</source>
      <translation>Genehmigen</translation>
    </message>
    <message>
      <source>Reject</source>
      <translation>Ablehnen</translation>
    </message>
    <message>
      <source>Added by {actor}: {reason}</source>
      <translation>Hinzugefügt von {actor}: {reason}</translation>
    </message>
    <message>
      <source>Moved by {actor}: {reason}</source>
      <translation>Verschoben von {actor}: {reason}</translation>
    </message>
    <message>
      <source>Voided by {actor}: {reason}</source>
      <translation>Storniert von {actor}: {reason}</translation>
    </message>
    <message>
      <source>Approved by {actor}: {reason}</source>
      <translation>Genehmigt von {actor}: {reason}</translation>
    </message>
    <message>
      <source>Rejected by {actor}: {reason}</source>
      <translation>Abgelehnt von {actor}: {reason}</translation>
    </message>
  </context>
  <context>
    <name>Rates</name>
    <message>
      <source>{number} %</source>
      <translation>{number} %</translation>
    </message>
    <message>
      <source>never</source>
      <translation>nie</translation>
    </message>
    <message>
      <source>in {percent} of visits</source>
      <translation>bei {percent} der Besuche</translation>
    </message>
    <message>
      <source>once in {number} visits</source>
      <translation>einmal in {number} Besuchen</translation>
    </message>
    <message>
      <source>in about {percent} of visits</source>
      <translation>bei etwa {percent} der Besuche</translation>
    </message>
    <message>
      <source>about once in {number} visits</source>
      <translation>etwa einmal in {number} Besuchen</translation>
    </message>
    <message>
      <source>in at most {percent} of visits</source>
      <translation>bei höchstens {percent} der Besuche</translation>
    </message>
    <message>
      <source>at most {often}</source>
      <translation>höchstens {often}</translation>
    </message>
    <message>
      <source>in {low} to {high} of visits</source>
      <translation>bei {low} bis {high} der Besuche</translation>
    </message>
    <message>
      <source>once in {seldom} visits to {high} of visits</source>
      <translation>einmal in {seldom} Besuchen bis {high} der Besuche</translation>
    </message>
    <message>
      <source>once in {seldom} to once in {often} visits</source>
      <translation>einmal in {seldom} bis einmal in {often} Besuchen</translation>
    </message>
    <message>
      <source>{number} a month</source>
      <translation>{number} im Monat</translation>
    </message>
    <message>
      <source>practically none</source>
      <translation>praktisch keine</translation>
    </message>
    <message>
      <source>1 in {number} months</source>
      <translation>1 in {number} Monaten</translation>
    </message>
    <message>
      <source>1 in {number} years</source>
      <translation>1 in {number} Jahren</translation>
    </message>
    <message>
      <source>{low} to {high}</source>
      <translation>{low} bis {high}</translation>
    </message>
  </context>
  <context>
    <name>ReasonField</name>
    <message>
      <source>Reason</source>
      <translation>Grund</translation>
    </message>
    <message>
      <source>Why, in a few words</source>
      <translation>Warum, in wenigen Worten</translation>
    </message>
  </context>
  <context>
    <name>RecentList</name>
    <message>
      <source>Last people</source>
      <translation>Letzte Personen</translation>
    </message>
  </context>
  <context>
    <name>RecomputeDialog</name>
    <message>
      <source>&amp;Work out</source>
      <translation>&amp;Berechnen</translation>
    </message>
    <message>
      <source>Working days out</source>
      <translation>Tage werden berechnet</translation>
    </message>
  </context>
  <context>
    <name>References</name>
    <message>
      <source>Camera</source>
      <translation>Kamera</translation>
    </message>
    <message>
      <source>Photograph</source>
      <translation>Foto</translation>
    </message>
    <message>
      <source>Confirmed look</source>
      <translation>Bestätigter Blick</translation>
    </message>
    <message>
      <source>Front</source>
      <translation>Vorn</translation>
    </message>
    <message>
      <source>Left</source>
      <translation>Links</translation>
    </message>
    <message>
      <source>Right</source>
      <translation>Rechts</translation>
    </message>
    <message>
      <source>Up</source>
      <translation>Oben</translation>
    </message>
    <message>
      <source>Down</source>
      <translation>Unten</translation>
    </message>
  </context>
  <context>
    <name>ReferencesList</name>
    <message>
      <source>Samples</source>
      <translation>Proben</translation>
    </message>
    <message>
      <source>Remove this sample</source>
      <translation>Diese Probe entfernen</translation>
    </message>
  </context>
  <context>
    <name>ReferencesModel</name>
    <message>
      <source>Pose</source>
      <translation>Richtung</translation>
    </message>
    <message>
      <source>Quality</source>
      <translation>Qualität</translation>
    </message>
    <message>
      <source>Taken on</source>
      <translation>Genommen am</translation>
    </message>
    <message>
      <source>From</source>
      <translation>Quelle</translation>
    </message>
    <message>
      <source>, of another model</source>
      <translation>, anderes Modell</translation>
    </message>
    <message>
      <source>, rests</source>
      <translation>, ruht</translation>
    </message>
    <message>
      <source>Reference {number}, model {model}</source>
      <translation>Vorlage {number}, Modell {model}</translation>
    </message>
    <message>
      <source>It is not compared, because a newer one took its place.</source>
      <translation>Sie wird nicht verglichen, weil eine neuere ihren Platz eingenommen hat.</translation>
    </message>
    <message>
      <source>Quality as {model} predicts it.</source>
      <translation>Qualität, wie {model} sie vorhersagt.</translation>
    </message>
  </context>
  <context>
    <name>Refusal</name>
    <message>
      <source>It belongs to {person}.</source>
      <translation>Sie gehört zu {person}.</translation>
    </message>
  </context>
  <context>
    <name>ReopenDialog</name>
    <message>
      <source>&amp;Reason</source>
      <translation>&amp;Grund</translation>
    </message>
    <message>
      <source>Their minutes change with what came in since. It is noted who opened them, and why.</source>
      <translation>Ihre Minuten ändern sich mit dem, was seitdem dazukam. Wer sie warum geöffnet hat, wird festgehalten.</translation>
    </message>
    <message>
      <source>&amp;Open again</source>
      <translation>&amp;Wieder öffnen</translation>
    </message>
    <message>
      <source>Opening closed days</source>
      <translation>Abgeschlossene Tage werden geöffnet</translation>
    </message>
  </context>
  <context>
    <name>ReportBar</name>
    <message>
      <source>Report</source>
      <translation>Bericht</translation>
    </message>
    <message>
      <source>Days</source>
      <translation>Tage</translation>
    </message>
    <message>
      <source>Department</source>
      <translation>Abteilung</translation>
    </message>
    <message>
      <source>All departments</source>
      <translation>Alle Abteilungen</translation>
    </message>
    <message>
      <source>First day</source>
      <translation>Erster Tag</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Letzter Tag</translation>
    </message>
    <message>
      <source>to</source>
      <translation>bis</translation>
    </message>
    <message>
      <source>E&amp;xport…</source>
      <translation>E&amp;xportieren …</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Heute</translation>
    </message>
    <message>
      <source>Yesterday</source>
      <translation>Gestern</translation>
    </message>
    <message>
      <source>This week</source>
      <translation>Diese Woche</translation>
    </message>
    <message>
      <source>Last week</source>
      <translation>Letzte Woche</translation>
    </message>
    <message>
      <source>This month</source>
      <translation>Dieser Monat</translation>
    </message>
    <message>
      <source>Last month</source>
      <translation>Letzter Monat</translation>
    </message>
    <message>
      <source>Chosen days</source>
      <translation>Gewählte Tage</translation>
    </message>
  </context>
  <context>
    <name>ReportColumnsDialog</name>
    <message>
      <source>Columns</source>
      <translation>Spalten</translation>
    </message>
    <message>
      <source>&amp;Up</source>
      <translation>Nach &amp;oben</translation>
    </message>
    <message>
      <source>&amp;Down</source>
      <translation>Nach &amp;unten</translation>
    </message>
    <message>
      <source>A name, to use these columns again</source>
      <translation>Ein Name, um diese Spalten wiederzuverwenden</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>&amp;Forget</source>
      <translation>&amp;Löschen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>&amp;Use these columns</source>
      <translation>Diese Spalten &amp;verwenden</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Name</translation>
    </message>
    <message>
      <source>Columns of the report</source>
      <translation>Spalten des Berichts</translation>
    </message>
    <message>
      <source>Tick what the file has, and put it in order.</source>
      <translation>Ankreuzen und ordnen, was die Datei enthält.</translation>
    </message>
    <message>
      <source>Saving columns</source>
      <translation>Spalten werden gespeichert</translation>
    </message>
    <message>
      <source>Saved.</source>
      <translation>Gespeichert.</translation>
    </message>
    <message>
      <source>Forgetting columns</source>
      <translation>Spalten werden gelöscht</translation>
    </message>
    <message>
      <source>Forgotten.</source>
      <translation>Gelöscht.</translation>
    </message>
  </context>
  <context>
    <name>ReportDialog</name>
    <message>
      <source>Something went wrong</source>
      <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Einzelheiten</translation>
    </message>
    <message>
      <source>&amp;Copy</source>
      <translation>&amp;Kopieren</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>FaceGate made a mistake. What was recorded is safe; the window goes on.</source>
      <translation>FaceGate hat einen Fehler gemacht. Was aufgezeichnet wurde, ist sicher; das Fenster läuft weiter.</translation>
    </message>
    <message>
      <source>These lines help to find it. They hold no name and no picture.</source>
      <translation>Diese Zeilen helfen, ihn zu finden. Sie enthalten keinen Namen und kein Bild.</translation>
    </message>
  </context>
  <context>
    <name>ReportGrid</name>
    <message>
      <source>Report</source>
      <translation>Bericht</translation>
    </message>
  </context>
  <context>
    <name>ReportModel</name>
    <message>
      <source>Line</source>
      <translation>Zeile</translation>
    </message>
    <message>
      <source>Identifier</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Photo</source>
      <translation>Foto</translation>
    </message>
    <message>
      <source>Outcome</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Grund</translation>
    </message>
  </context>
  <context>
    <name>ReportPart</name>
    <message>
      <source>&amp;Columns</source>
      <translation>&amp;Spalten</translation>
    </message>
    <message>
      <source>Reading…</source>
      <translation>Wird gelesen …</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Show everybody</source>
      <translation>Alle zeigen</translation>
    </message>
    <message>
      <source>Show this month</source>
      <translation>Diesen Monat zeigen</translation>
    </message>
    <message>
      <source>Enrol somebody…</source>
      <translation>Jemanden aufnehmen …</translation>
    </message>
    <message>
      <source>The report could not be read</source>
      <translation>Der Bericht konnte nicht gelesen werden</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>Whose days?</source>
      <translation>Wessen Tage?</translation>
    </message>
    <message>
      <source>Type a part of the name in the search above, and choose somebody.</source>
      <translation>Oben in der Suche einen Teil des Namens eintippen und jemanden wählen.</translation>
    </message>
    <message>
      <source>Working out: {done} of {total} people</source>
      <translation>Berechnung: {done} von {total} Personen</translation>
    </message>
    <message>
      <source>Days read: {number}</source>
      <translation>Gelesene Tage: {number}</translation>
    </message>
    <message>
      <source>Closed, their minutes are final: {periods}</source>
      <translation>Abgeschlossen, Minuten endgültig: {periods}</translation>
    </message>
    <message>
      <source>Periods…</source>
      <translation>Zeiträume …</translation>
    </message>
    <message>
      <source>Nobody works by a shift yet, so nobody is late or absent: you see the first in, the last out and the time between.</source>
      <translation>Noch arbeitet niemand nach einer Schicht, also ist niemand verspätet oder abwesend: Gezeigt sind erstes Kommen, letztes Gehen und die Zeit dazwischen.</translation>
    </message>
    <message>
      <source>Plan shifts…</source>
      <translation>Schichten planen …</translation>
    </message>
    <message>
      <source>Cancelled</source>
      <translation>Abgebrochen</translation>
    </message>
    <message>
      <source>Nothing was read yet.</source>
      <translation>Noch wurde nichts gelesen.</translation>
    </message>
    <message>
      <source>Whoever is seen at the gate appears here with the first in and the last out.</source>
      <translation>Wer am Eingang gesehen wird, erscheint hier mit erstem Kommen und letztem Gehen.</translation>
    </message>
    <message>
      <source>Nobody was seen yet</source>
      <translation>Noch niemand gesehen</translation>
    </message>
    <message>
      <source>Nothing of these people</source>
      <translation>Nichts von diesen Personen</translation>
    </message>
    <message>
      <source>Others may have been there on these days.</source>
      <translation>Andere waren an diesen Tagen vielleicht da.</translation>
    </message>
    <message>
      <source>Nothing to tell</source>
      <translation>Nichts zu berichten</translation>
    </message>
    <message>
      <source>No such thing happened on these days.</source>
      <translation>An diesen Tagen kam so etwas nicht vor.</translation>
    </message>
    <message>
      <source>Nothing on these days</source>
      <translation>Nichts an diesen Tagen</translation>
    </message>
    <message>
      <source>Earlier days are still there.</source>
      <translation>Frühere Tage sind noch da.</translation>
    </message>
    <message>
      <source>{what} {sum}</source>
      <translation>{what} {sum}</translation>
    </message>
    <message>
      <source>Sum: {sums}</source>
      <translation>Summe: {sums}</translation>
    </message>
    <message>
      <source>Cancelled after {held} rows; sums are of these</source>
      <translation>Abgebrochen nach {held} Zeilen; Summen gelten für diese</translation>
    </message>
    <message>
      <source>The first {held} of {number} rows; an export has all</source>
      <translation>Die ersten {held} von {number} Zeilen; ein Export enthält alle</translation>
    </message>
    <message>
      <source>Rows: {number}</source>
      <translation>Zeilen: {number}</translation>
    </message>
  </context>
  <context>
    <name>ResetPlaceDialog</name>
    <message>
      <source>Not inside any more</source>
      <translation>Nicht mehr drinnen</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Grund</translation>
    </message>
    <message>
      <source>Choose a reason</source>
      <translation>Grund wählen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>&amp;Take off the list</source>
      <translation>Von der Liste &amp;nehmen</translation>
    </message>
    <message>
      <source>Is {name} not inside any more?</source>
      <translation>Ist {name} nicht mehr drinnen?</translation>
    </message>
    <message>
      <source>The doors think that they have been in {zone} since {since}. Taken off the list they may come in again through any door whose rules let them. Who did it, when and why is logged.</source>
      <translation>Für die Türen ist die Person seit {since} in {zone}. Von der Liste genommen, darf sie durch jede Tür wieder eintreten, deren Regeln es zulassen. Wer das wann und warum tat, wird protokolliert.</translation>
    </message>
  </context>
  <context>
    <name>RotationForm</name>
    <message>
      <source>Short; it stands in exports, and stays as it is from then on.</source>
      <translation>Kurz; steht in Exporten und bleibt von da an unverändert.</translation>
    </message>
    <message>
      <source>Shift of the chosen days</source>
      <translation>Schicht der gewählten Tage</translation>
    </message>
    <message>
      <source>free</source>
      <translation>frei</translation>
    </message>
    <message>
      <source>&amp;Put in</source>
      <translation>&amp;Einsetzen</translation>
    </message>
    <message>
      <source>Days</source>
      <translation>Tage</translation>
    </message>
    <message>
      <source>Choose days, then the shift. With the keyboard: arrow keys, Delete for free, or a digit.</source>
      <translation>Tage wählen, dann die Schicht. Mit der Tastatur: Pfeiltasten, Entf für frei oder eine Ziffer.</translation>
    </message>
    <message>
      <source>Cycle</source>
      <translation>Turnus</translation>
    </message>
    <message>
      <source>Length of the cycle</source>
      <translation>Länge des Turnus</translation>
    </message>
    <message>
      <source>Weeks or days</source>
      <translation>Wochen oder Tage</translation>
    </message>
    <message>
      <source>weeks</source>
      <translation>Wochen</translation>
    </message>
    <message>
      <source>days</source>
      <translation>Tage</translation>
    </message>
    <message>
      <source>A day on which the cycle begins</source>
      <translation>Ein Tag, an dem der Turnus beginnt</translation>
    </message>
    <message>
      <source>Re&amp;peats every</source>
      <translation>&amp;Wiederholt sich alle</translation>
    </message>
    <message>
      <source>Any day on which it begins; it goes on before and after.</source>
      <translation>Irgendein Tag, an dem er beginnt; er läuft davor und danach weiter.</translation>
    </message>
    <message>
      <source>&amp;Begins on</source>
      <translation>&amp;Beginnt am</translation>
    </message>
    <message>
      <source>Chosen days: {number}</source>
      <translation>Gewählte Tage: {number}</translation>
    </message>
    <message>
      <source>No day is chosen</source>
      <translation>Kein Tag gewählt</translation>
    </message>
    <message>
      <source>Today is day {number} of {length}: {shift}.</source>
      <translation>Heute ist Tag {number} von {length}: {shift}.</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Beginning</source>
      <translation>Beginn</translation>
    </message>
  </context>
  <context>
    <name>RuleForm</name>
    <message>
      <source>It</source>
      <translation>Wirkung</translation>
    </message>
    <message>
      <source>&amp;It</source>
      <translation>&amp;Wirkung</translation>
    </message>
    <message>
      <source>How they show who they are</source>
      <translation>Nachweise</translation>
    </message>
    <message>
      <source>Any one of these is enough. Whoever declines face recognition needs one without it.</source>
      <translation>Einer davon genügt. Wer Gesichtserkennung ablehnt, braucht einen ohne sie.</translation>
    </message>
    <message>
      <source>Enough</source>
      <translation>Genügt</translation>
    </message>
    <message>
      <source>Whom it is about</source>
      <translation>Für wen sie gilt</translation>
    </message>
    <message>
      <source>Whom</source>
      <translation>Für wen</translation>
    </message>
    <message>
      <source>Some groups and people</source>
      <translation>Einige Gruppen und Personen</translation>
    </message>
    <message>
      <source>Everybody on record</source>
      <translation>Alle Erfassten</translation>
    </message>
    <message>
      <source>Groups</source>
      <translation>Gruppen</translation>
    </message>
    <message>
      <source>&amp;Whom</source>
      <translation>&amp;Für wen</translation>
    </message>
    <message>
      <source>&amp;Groups</source>
      <translation>&amp;Gruppen</translation>
    </message>
    <message>
      <source>Peop&amp;le</source>
      <translation>&amp;Personen</translation>
    </message>
    <message>
      <source>Where and when</source>
      <translation>Wo und wann</translation>
    </message>
    <message>
      <source>Zone</source>
      <translation>Zone</translation>
    </message>
    <message>
      <source>Hours</source>
      <translation>Zeitplan</translation>
    </message>
    <message>
      <source>At any time</source>
      <translation>Jederzeit</translation>
    </message>
    <message>
      <source>F&amp;rom</source>
      <translation>A&amp;b</translation>
    </message>
    <message>
      <source>Un&amp;til</source>
      <translation>B&amp;is</translation>
    </message>
    <message>
      <source>Into &amp;zones</source>
      <translation>In &amp;Zonen</translation>
    </message>
    <message>
      <source>&amp;Hours</source>
      <translation>Zeitp&amp;lan</translation>
    </message>
    <message>
      <source>&amp;Days</source>
      <translation>&amp;Tage</translation>
    </message>
    <message>
      <source>{name} (not there any more)</source>
      <translation>{name} (nicht mehr da)</translation>
    </message>
  </context>
  <context>
    <name>Session</name>
    <message>
      <source>Opening the camera</source>
      <translation>Kamera wird geöffnet</translation>
    </message>
    <message>
      <source>Closing the camera</source>
      <translation>Kamera wird geschlossen</translation>
    </message>
    <message>
      <source>Loading the models</source>
      <translation>Modelle werden geladen</translation>
    </message>
  </context>
  <context>
    <name>SettingRow</name>
    <message>
      <source>Restore the default of “{setting}”</source>
      <translation>Voreinstellung von „{setting}“ wiederherstellen</translation>
    </message>
  </context>
  <context>
    <name>SettingsForm</name>
    <message>
      <source>Changing a setting</source>
      <translation>Eine Einstellung wird geändert</translation>
    </message>
  </context>
  <context>
    <name>SettingsPage</name>
    <message>
      <source>C&amp;hange…</source>
      <translation>&amp;Wechseln …</translation>
    </message>
    <message>
      <source>Attack detection</source>
      <translation>Täuschungserkennung</translation>
    </message>
    <message>
      <source>Doors</source>
      <translation>Türen</translation>
    </message>
    <message>
      <source>Data folder</source>
      <translation>Datenordner</translation>
    </message>
    <message>
      <source>Who may pass which door when, what opens it, who is inside, and the watch list.</source>
      <translation>Wer wann durch welche Tür darf, was sie öffnet, wer drinnen ist, und die Beobachtungsliste.</translation>
    </message>
    <message>
      <source>&amp;Doors…</source>
      <translation>&amp;Türen …</translation>
    </message>
    <message>
      <source>&amp;Open</source>
      <translation>&amp;Öffnen</translation>
    </message>
    <message>
      <source>People, events and settings of this gate are kept here.</source>
      <translation>Hier liegen Personen, Ereignisse und Einstellungen dieses Eingangs.</translation>
    </message>
    <message>
      <source>First camera, else the demo</source>
      <translation>Erste Kamera, sonst die Vorführung</translation>
    </message>
    <message>
      <source>Demo camera</source>
      <translation>Vorführkamera</translation>
    </message>
    <message>
      <source>{camera} (virtual: fed by another program)</source>
      <translation>{camera} (virtuell: von anderem Programm gespeist)</translation>
    </message>
    <message>
      <source>Qt’s text to speech is not installed here, so a short sound is played instead.</source>
      <translation>Die Sprachausgabe von Qt ist hier nicht installiert, deshalb erklingt stattdessen ein kurzer Ton.</translation>
    </message>
    <message>
      <source>The model's own value is known when it is loaded.</source>
      <translation>Der Wert des Modells ist bekannt, sobald es geladen ist.</translation>
    </message>
    <message>
      <source>False matches there: 1 in {number}.</source>
      <translation>Falsche Treffer dort: 1 von {number}.</translation>
    </message>
    <message>
      <source>The site's own threshold is of {model} and does not apply to this model.</source>
      <translation>Die eigene Schwelle des Standorts gehört zu {model} und gilt nicht für dieses Modell.</translation>
    </message>
    <message>
      <source>Being applied…</source>
      <translation>Wird übernommen …</translation>
    </message>
  </context>
  <context>
    <name>ShiftForm</name>
    <message>
      <source>Short; it stands in exports, and stays as it is from then on.</source>
      <translation>Kurz; steht in Exporten und bleibt von da an unverändert.</translation>
    </message>
    <message>
      <source>Breaks</source>
      <translation>Pausen</translation>
    </message>
    <message>
      <source>Overtime</source>
      <translation>Überstunden</translation>
    </message>
    <message>
      <source>&amp;Fixed hours</source>
      <translation>&amp;Feste Zeiten</translation>
    </message>
    <message>
      <source>F&amp;lexible hours</source>
      <translation>G&amp;leitzeit</translation>
    </message>
    <message>
      <source>Frame from</source>
      <translation>Rahmen von</translation>
    </message>
    <message>
      <source>Frame to</source>
      <translation>Rahmen bis</translation>
    </message>
    <message>
      <source>Time to work</source>
      <translation>Zu arbeitende Zeit</translation>
    </message>
    <message>
      <source>&amp;Core time</source>
      <translation>Kern&amp;zeit</translation>
    </message>
    <message>
      <source>Core time from</source>
      <translation>Kernzeit von</translation>
    </message>
    <message>
      <source>Core time to</source>
      <translation>Kernzeit bis</translation>
    </message>
    <message>
      <source>Working time</source>
      <translation>Arbeitszeit</translation>
    </message>
    <message>
      <source>hours at any time within it</source>
      <translation>Stunden, beliebig darin</translation>
    </message>
    <message>
      <source>F&amp;rame</source>
      <translation>Rah&amp;men</translation>
    </message>
    <message>
      <source>To &amp;work</source>
      <translation>Zu &amp;arbeiten</translation>
    </message>
    <message>
      <source>Coming and leaving</source>
      <translation>Kommen und Gehen</translation>
    </message>
    <message>
      <source>Within these times punches belong to the shift; within the grace nobody is late or early.</source>
      <translation>In diesen Zeiten gehören Stempelungen zur Schicht; innerhalb der Karenz kommt niemand zu spät und geht niemand zu früh.</translation>
    </message>
    <message>
      <source>Grace for coming late</source>
      <translation>Karenz für spätes Kommen</translation>
    </message>
    <message>
      <source>Grace for leaving early</source>
      <translation>Karenz für frühes Gehen</translation>
    </message>
    <message>
      <source>Rounding of coming</source>
      <translation>Rundung beim Kommen</translation>
    </message>
    <message>
      <source>Rounding of leaving</source>
      <translation>Rundung beim Gehen</translation>
    </message>
    <message>
      <source>Coming is rounded</source>
      <translation>Kommen gerundet</translation>
    </message>
    <message>
      <source>Leaving is rounded</source>
      <translation>Gehen gerundet</translation>
    </message>
    <message>
      <source>Punches count</source>
      <translation>Stempelungen zählen</translation>
    </message>
    <message>
      <source>Grace</source>
      <translation>Karenz</translation>
    </message>
    <message>
      <source>Coming</source>
      <translation>Kommen</translation>
    </message>
    <message>
      <source>h before</source>
      <translation>h vorher</translation>
    </message>
    <message>
      <source>Leaving</source>
      <translation>Gehen</translation>
    </message>
    <message>
      <source>h after</source>
      <translation>h danach</translation>
    </message>
    <message>
      <source>Less than a day</source>
      <translation>Weniger als ein Tag</translation>
    </message>
    <message>
      <source>Half a day below</source>
      <translation>Halber Tag unter</translation>
    </message>
    <message>
      <source>no such rule</source>
      <translation>keine Regel</translation>
    </message>
    <message>
      <source>Absent below</source>
      <translation>Abwesend unter</translation>
    </message>
    <message>
      <source>&amp;Half a day below</source>
      <translation>&amp;Halber Tag unter</translation>
    </message>
    <message>
      <source>&amp;Absent below</source>
      <translation>Abwesend &amp;unter</translation>
    </message>
    <message>
      <source>Come so long before the beginning</source>
      <translation>So lange vor Beginn kommen</translation>
    </message>
    <message>
      <source>Leave so long after the end</source>
      <translation>So lange nach Ende gehen</translation>
    </message>
    <message>
      <source>not at all</source>
      <translation>gar nicht</translation>
    </message>
    <message>
      <source>{minutes} min</source>
      <translation>{minutes} min</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
  </context>
  <context>
    <name>ShortBox</name>
    <message>
      <source> min</source>
      <translation> min</translation>
    </message>
  </context>
  <context>
    <name>SpanRows</name>
    <message>
      <source>Add a &amp;part</source>
      <translation>&amp;Teil hinzufügen</translation>
    </message>
    <message>
      <source>For a day in several parts, such as morning and evening</source>
      <translation>Für einen Tag in mehreren Teilen, etwa morgens und abends</translation>
    </message>
    <message>
      <source>Part {number}: from</source>
      <translation>Teil {number}: von</translation>
    </message>
    <message>
      <source>Part {number}: to</source>
      <translation>Teil {number}: bis</translation>
    </message>
    <message>
      <source>Remove this part</source>
      <translation>Diesen Teil entfernen</translation>
    </message>
    <message>
      <source>Remove part {number}</source>
      <translation>Teil {number} entfernen</translation>
    </message>
  </context>
  <context>
    <name>StatusItems</name>
    <message>
      <source>Models not loaded</source>
      <translation>Modelle nicht geladen</translation>
    </message>
    <message>
      <source>Runs on {provider}</source>
      <translation>Läuft auf {provider}</translation>
    </message>
    <message>
      <source>Press to read what it can and cannot do.</source>
      <translation>Drücken, um zu lesen, was sie kann und was nicht.</translation>
    </message>
    <message>
      <source>On record: {number}</source>
      <translation>Erfasst: {number}</translation>
    </message>
    <message>
      <source>{fps} fps</source>
      <translation>{fps} Bilder/s</translation>
    </message>
  </context>
  <context>
    <name>SubjectRecordDialog</name>
    <message>
      <source>Full record for the person</source>
      <translation>Alle Daten für die Person</translation>
    </message>
    <message>
      <source>&amp;Write</source>
      <translation>&amp;Schreiben</translation>
    </message>
    <message>
      <source>A ZIP with everything that is stored of this person: what is on record, consents with their texts, events, templates as numbers, pictures where they are kept. It is theirs to have (GDPR, article 15).</source>
      <translation>Ein ZIP mit allem, was über diese Person gespeichert ist: ihre Angaben, Einwilligungen mit Text, Ereignisse, Vorlagen als Zahlen, Bilder, wo sie aufbewahrt werden. Sie hat Anspruch darauf (DSGVO, Artikel 15).</translation>
    </message>
    <message>
      <source>Templates and pictures in it are not encrypted. Hand it over in person and delete it then. That it was written is recorded.</source>
      <translation>Vorlagen und Bilder darin sind nicht verschlüsselt. Persönlich übergeben und danach löschen. Dass es geschrieben wurde, wird festgehalten.</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Datei</translation>
    </message>
    <message>
      <source>&amp;Language of the words</source>
      <translation>Sp&amp;rache der Erläuterungen</translation>
    </message>
    <message>
      <source>Writing a full record</source>
      <translation>Alle Daten einer Person werden geschrieben</translation>
    </message>
    <message>
      <source>Write to</source>
      <translation>Schreiben nach</translation>
    </message>
    <message>
      <source>ZIP files</source>
      <translation>ZIP-Dateien</translation>
    </message>
    <message>
      <source>Written: {number}</source>
      <translation>Geschrieben: {number}</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Written: events {events}, templates {references}, pictures {pictures}, consents {consents}.</source>
      <translation>Geschrieben: Ereignisse {events}, Vorlagen {references}, Bilder {pictures}, Einwilligungen {consents}.</translation>
    </message>
  </context>
  <context>
    <name>SwitchEditor</name>
    <message>
      <source>On</source>
      <translation>Ein</translation>
    </message>
  </context>
  <context>
    <name>ThresholdEditor</name>
    <message>
      <source>Calibrate…</source>
      <translation>Kalibrieren …</translation>
    </message>
    <message>
      <source>{setting}: calibrate</source>
      <translation>{setting}: kalibrieren</translation>
    </message>
  </context>
  <context>
    <name>Unsaved</name>
    <message>
      <source>Save what you changed?</source>
      <translation>Änderungen speichern?</translation>
    </message>
    <message>
      <source>Leave without saving?</source>
      <translation>Ohne Speichern verlassen?</translation>
    </message>
    <message>
      <source>What you entered is not complete, so it cannot be saved yet.</source>
      <translation>Die Angaben sind unvollständig und lassen sich noch nicht speichern.</translation>
    </message>
    <message>
      <source>What you entered is not stored yet.</source>
      <translation>Die Angaben sind noch nicht gespeichert.</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>&amp;Do not save</source>
      <translation>&amp;Nicht speichern</translation>
    </message>
    <message>
      <source>S&amp;tay here</source>
      <translation>&amp;Hier bleiben</translation>
    </message>
  </context>
  <context>
    <name>VideoView</name>
    <message>
      <source>Live picture</source>
      <translation>Livebild</translation>
    </message>
  </context>
  <context>
    <name>VoidPunchDialog</name>
    <message>
      <source>&amp;Take back</source>
      <translation>&amp;Zurücknehmen</translation>
    </message>
    <message>
      <source>&amp;Void</source>
      <translation>&amp;Stornieren</translation>
    </message>
  </context>
  <context>
    <name>WatchDialog</name>
    <message>
      <source>Watch list</source>
      <translation>Beobachtungsliste</translation>
    </message>
    <message>
      <source>Somebody on re&amp;cord</source>
      <translation>Eine &amp;erfasste Person</translation>
    </message>
    <message>
      <source>Somebody who is not, from &amp;photographs</source>
      <translation>Eine nicht er&amp;fasste Person, aus Fotos</translation>
    </message>
    <message>
      <source>Such as: banned from the house on 2026-03-02, letter 17/26</source>
      <translation>Etwa: Hausverbot vom 2026-03-02, Schreiben 17/26</translation>
    </message>
    <message>
      <source>Legal basis</source>
      <translation>Rechtsgrundlage</translation>
    </message>
    <message>
      <source>&amp;Alarm only: they are treated like everybody else</source>
      <translation>Nur &amp;Alarm: Behandlung wie bei allen anderen</translation>
    </message>
    <message>
      <source>&amp;Refuse: at the door it looks as if no rule let them in</source>
      <translation>Ab&amp;weisen: An der Tür sieht es aus, als gäbe keine Regel Zutritt</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>&amp;Save</source>
      <translation>&amp;Speichern</translation>
    </message>
    <message>
      <source>Look out for somebody</source>
      <translation>Nach jemandem Ausschau halten</translation>
    </message>
    <message>
      <source>Somebody who is looked out for</source>
      <translation>Beobachtete Person</translation>
    </message>
    <message>
      <source>Legal &amp;basis</source>
      <translation>&amp;Rechtsgrundlage</translation>
    </message>
    <message>
      <source>Person</source>
      <translation>Person</translation>
    </message>
    <message>
      <source>Needed: without a legal basis nobody may be looked out for.</source>
      <translation>Nötig: Ohne Rechtsgrundlage darf nach niemandem Ausschau gehalten werden.</translation>
    </message>
    <message>
      <source>Too long by {number} characters.</source>
      <translation>Um {number} Zeichen zu lang.</translation>
    </message>
    <message>
      <source>Changing the watch list</source>
      <translation>Die Beobachtungsliste wird geändert</translation>
    </message>
    <message>
      <source>This is the face of {name}: choose them as somebody on record, or say that it is another person.</source>
      <translation>Das ist das Gesicht von {name}: Bitte als erfasste Person auswählen oder angeben, dass es eine andere Person ist.</translation>
    </message>
  </context>
  <context>
    <name>WatchListPanel</name>
    <message>
      <source>Watch list</source>
      <translation>Beobachtungsliste</translation>
    </message>
    <message>
      <source>Alarm, and not let in</source>
      <translation>Alarm und kein Zutritt</translation>
    </message>
    <message>
      <source>&amp;Look out for the people on this list</source>
      <translation>Nach &amp;Personen auf dieser Liste Ausschau halten</translation>
    </message>
    <message>
      <source>&amp;Add somebody…</source>
      <translation>&amp;Jemanden hinzufügen …</translation>
    </message>
    <message>
      <source>D&amp;etails…</source>
      <translation>&amp;Details …</translation>
    </message>
    <message>
      <source>&amp;Remove…</source>
      <translation>&amp;Entfernen …</translation>
    </message>
    <message>
      <source>Nobody is looked out for</source>
      <translation>Nach niemandem wird Ausschau gehalten</translation>
    </message>
    <message>
      <source>Somebody on record can be looked out for, and from photographs somebody who is not. Without their consent that needs a legal basis, such as a ban from the house or the order of a court; it is recorded here for each of them. At the door nothing tells that they are watched; the operator gets an alarm.</source>
      <translation>Ausschau gehalten werden kann nach Erfassten und, anhand von Fotos, nach nicht Erfassten. Ohne deren Einwilligung braucht das eine Rechtsgrundlage, etwa ein Hausverbot oder einen Gerichtsbeschluss; sie wird hier für jede Person festgehalten. An der Tür verrät nichts die Beobachtung; die Aufsicht bekommt einen Alarm.</translation>
    </message>
    <message>
      <source>Nobody on the list is named as watched on the live page.</source>
      <translation>Auf der Live-Seite wird niemand von der Liste als beobachtet bezeichnet.</translation>
    </message>
    <message>
      <source>Switch the watch list on first</source>
      <translation>Zuerst die Beobachtungsliste einschalten</translation>
    </message>
    <message>
      <source>Add somebody…</source>
      <translation>Jemanden hinzufügen …</translation>
    </message>
    <message>
      <source>Switch it on…</source>
      <translation>Einschalten …</translation>
    </message>
    <message>
      <source>Switched off: nobody is looked out for now.</source>
      <translation>Ausgeschaltet: Nach niemandem wird jetzt Ausschau gehalten.</translation>
    </message>
    <message>
      <source>Look out for people?</source>
      <translation>Nach Personen Ausschau halten?</translation>
    </message>
    <message>
      <source>This compares everybody who passes with people who did not consent to it. It is lawful only with a legal basis for each person on the list, which you record with them. Whether it is, a data protection officer can say; this program cannot.</source>
      <translation>Dies vergleicht alle, die vorbeikommen, mit Personen, die nicht eingewilligt haben. Erlaubt ist das nur mit einer Rechtsgrundlage für jede Person auf der Liste, die Sie dabei festhalten. Ob es erlaubt ist, kann eine Datenschutzbeauftragte oder ein Datenschutzbeauftragter sagen, dieses Programm nicht.</translation>
    </message>
    <message>
      <source>We &amp;have a legal basis</source>
      <translation>Eine Rechtsgrundlage &amp;liegt vor</translation>
    </message>
    <message>
      <source>Changing a setting</source>
      <translation>Eine Einstellung wird geändert</translation>
    </message>
    <message>
      <source>The recorded legal basis is removed with it; that somebody removed it stays in the audit.</source>
      <translation>Die festgehaltene Rechtsgrundlage wird mit entfernt; dass jemand sie entfernt hat, bleibt im Prüfprotokoll.</translation>
    </message>
    <message>
      <source>They are on record for nothing else: their face, their name and the legal basis are erased. That somebody erased them stays in the audit.</source>
      <translation>Diese Person ist nur hierfür erfasst: Gesicht, Name und Rechtsgrundlage werden gelöscht. Dass jemand sie gelöscht hat, bleibt im Prüfprotokoll.</translation>
    </message>
    <message>
      <source>Look out for {name} no longer?</source>
      <translation>Nach {name} nicht mehr Ausschau halten?</translation>
    </message>
    <message>
      <source>&amp;Remove</source>
      <translation>&amp;Entfernen</translation>
    </message>
    <message>
      <source>Changing the watch list</source>
      <translation>Die Beobachtungsliste wird geändert</translation>
    </message>
  </context>
  <context>
    <name>WatchModel</name>
    <message>
      <source>Person</source>
      <translation>Person</translation>
    </message>
    <message>
      <source>What happens</source>
      <translation>Was geschieht</translation>
    </message>
    <message>
      <source>Since</source>
      <translation>Seit</translation>
    </message>
    <message>
      <source>Added by</source>
      <translation>Hinzugefügt von</translation>
    </message>
    <message>
      <source>Legal basis</source>
      <translation>Rechtsgrundlage</translation>
    </message>
    <message>
      <source>Alarm, and not let in</source>
      <translation>Alarm und kein Zutritt</translation>
    </message>
    <message>
      <source>Alarm</source>
      <translation>Alarm</translation>
    </message>
  </context>
  <context>
    <name>WatchedPhotos</name>
    <message>
      <source>Choose p&amp;hotographs…</source>
      <translation>Fotos a&amp;uswählen …</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>What operators call them; may stay empty</source>
      <translation>Wie die Aufsicht die Person nennt; darf leer bleiben</translation>
    </message>
    <message>
      <source>It is an&amp;other person who looks like them</source>
      <translation>Es ist eine an&amp;dere, ähnliche Person</translation>
    </message>
    <message>
      <source>They are compared with everybody who passes only while the list is on, named in the alarm and nowhere else, let in nowhere, and erased when they are taken off the list.</source>
      <translation>Die Person wird nur bei eingeschalteter Liste mit allen verglichen, die vorbeikommen, nur im Alarm genannt, nirgends eingelassen und beim Entfernen von der Liste gelöscht.</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Name</translation>
    </message>
    <message>
      <source>None yet. From the front, the face 100 pixels wide.</source>
      <translation>Keine. Von vorn, das Gesicht 100 Pixel breit.</translation>
    </message>
    <message>
      <source>Photographs of one person</source>
      <translation>Fotos einer Person</translation>
    </message>
    <message>
      <source>Photographs</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>All files</source>
      <translation>Alle Dateien</translation>
    </message>
  </context>
  <context>
    <name>WindowDoors</name>
    <message>
      <source>&amp;Show the alarms</source>
      <translation>Z&amp;u den Alarmen</translation>
    </message>
    <message>
      <source>Last at {time}.</source>
      <translation>Zuletzt: {time}.</translation>
    </message>
  </context>
  <context>
    <name>WindowPad</name>
    <message>
      <source>The camera is fed by another program</source>
      <translation>Ein anderes Programm speist die Kamera</translation>
    </message>
    <message>
      <source>{camera} is a virtual camera: what it shows may be a recording, and no attack detection can tell. At a door, choose a real camera, or ask for a second factor.</source>
      <translation>{camera} ist eine virtuelle Kamera: Was sie zeigt, kann eine Aufnahme sein, und keine Täuschungserkennung merkt es. Wählen Sie an einer Tür eine echte Kamera, oder verlangen Sie einen zweiten Faktor.</translation>
    </message>
    <message>
      <source>More…</source>
      <translation>Mehr …</translation>
    </message>
    <message>
      <source>Nobody is identified by their face</source>
      <translation>Niemand wird am Gesicht erkannt</translation>
    </message>
    <message>
      <source>The models of attack detection are missing or do not run. Install them with “facegate models install”, from a folder where there is no network, or turn attack detection off with a reason.</source>
      <translation>Die Modelle der Täuschungserkennung fehlen oder laufen nicht. Installieren Sie sie mit „facegate models install“, ohne Netz aus einem Ordner, oder schalten Sie die Täuschungserkennung mit einem Grund aus.</translation>
    </message>
    <message>
      <source>Set up…</source>
      <translation>Einrichten …</translation>
    </message>
  </context>
  <context>
    <name>Wording</name>
    <message>
      <source>Identified</source>
      <translation>Erkannt</translation>
    </message>
    <message>
      <source>Not identified</source>
      <translation>Nicht erkannt</translation>
    </message>
    <message>
      <source>Inconclusive</source>
      <translation>Unentschieden</translation>
    </message>
    <message>
      <source>Come</source>
      <translation>Kommt</translation>
    </message>
    <message>
      <source>Leave</source>
      <translation>Geht</translation>
    </message>
    <message>
      <source>Break</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Signed in with a card.</source>
      <translation>Mit einer Karte angemeldet.</translation>
    </message>
    <message>
      <source>Signed in with number and PIN.</source>
      <translation>Mit Nummer und PIN angemeldet.</translation>
    </message>
    <message>
      <source>Nobody has that number.</source>
      <translation>Niemand hat diese Nummer.</translation>
    </message>
    <message>
      <source>The PIN was wrong.</source>
      <translation>Die PIN war falsch.</translation>
    </message>
    <message>
      <source>The person has no PIN, and an identifier alone is not enough.</source>
      <translation>Die Person hat keine PIN, und die Kennung allein genügt nicht.</translation>
    </message>
    <message>
      <source>No PIN was typed.</source>
      <translation>Es wurde keine PIN eingetippt.</translation>
    </message>
    <message>
      <source>The person is suspended.</source>
      <translation>Die Person ist gesperrt.</translation>
    </message>
    <message>
      <source>The person is not valid on that day.</source>
      <translation>Die Person ist an diesem Tag nicht gültig.</translation>
    </message>
    <message>
      <source>The number has to wait after too many failed tries.</source>
      <translation>Die Nummer muss nach zu vielen Fehlversuchen warten.</translation>
    </message>
    <message>
      <source>Only the digits 0 to 9, please.</source>
      <translation>Bitte nur die Ziffern 0 bis 9.</translation>
    </message>
    <message>
      <source>At least {number} digits, please.</source>
      <translation>Bitte mindestens {number} Ziffern.</translation>
    </message>
    <message>
      <source>At most {number} digits, please.</source>
      <translation>Bitte höchstens {number} Ziffern.</translation>
    </message>
    <message>
      <source>Too easy to guess: it repeats one digit or group of digits.</source>
      <translation>Zu leicht zu erraten: Eine Ziffer oder Zifferngruppe wiederholt sich.</translation>
    </message>
    <message>
      <source>Too easy to guess: it is a run of digits.</source>
      <translation>Zu leicht zu erraten: Die Ziffern laufen auf oder ab.</translation>
    </message>
    <message>
      <source>Too easy to guess: it is part of the person’s own card number or identifier.</source>
      <translation>Zu leicht zu erraten: Sie steckt in der Kartennummer oder Kennung der Person.</translation>
    </message>
    <message>
      <source>Enough looks agree.</source>
      <translation>Genügend Blicke stimmen überein.</translation>
    </message>
    <message>
      <source>Nobody is enrolled yet.</source>
      <translation>Noch ist niemand aufgenommen.</translation>
    </message>
    <message>
      <source>Nobody enrolled is close enough.</source>
      <translation>Niemand Aufgenommenes ist nah genug.</translation>
    </message>
    <message>
      <source>Two people are too alike to tell apart.</source>
      <translation>Zwei Personen sind sich zu ähnlich.</translation>
    </message>
    <message>
      <source>The looks do not agree.</source>
      <translation>Die Blicke stimmen nicht überein.</translation>
    </message>
    <message>
      <source>Not enough clear looks at the face.</source>
      <translation>Zu wenige deutliche Blicke auf das Gesicht.</translation>
    </message>
    <message>
      <source>It looks more like somebody who was said not to be this person.</source>
      <translation>Ähnelt eher jemandem, der ausdrücklich nicht diese Person ist.</translation>
    </message>
    <message>
      <source>A picture or a screen was held up.</source>
      <translation>Ein Bild oder Bildschirm wurde vorgehalten.</translation>
    </message>
    <message>
      <source>It is not sure that a person stands there.</source>
      <translation>Es ist unklar, ob dort eine Person steht.</translation>
    </message>
    <message>
      <source>Too many pictures of this person were shown: card and PIN only.</source>
      <translation>Zu viele Bilder dieser Person wurden gezeigt: nur Karte und PIN.</translation>
    </message>
    <message>
      <source>This recognition model has no threshold yet: calibrate it.</source>
      <translation>Dieses Erkennungsmodell hat noch keine Schwelle: Bitte kalibrieren.</translation>
    </message>
    <message>
      <source>Identification</source>
      <translation>Erkennung</translation>
    </message>
    <message>
      <source>Camera lost</source>
      <translation>Kamera verloren</translation>
    </message>
    <message>
      <source>Camera restored</source>
      <translation>Kamera wieder da</translation>
    </message>
    <message>
      <source>Recognition stopped</source>
      <translation>Erkennung angehalten</translation>
    </message>
    <message>
      <source>Correction</source>
      <translation>Berichtigung</translation>
    </message>
    <message>
      <source>Card</source>
      <translation>Karte</translation>
    </message>
    <message>
      <source>PIN</source>
      <translation>PIN</translation>
    </message>
    <message>
      <source>Changed punch</source>
      <translation>Geänderte Stempelung</translation>
    </message>
    <message>
      <source>Access decision</source>
      <translation>Zutrittsentscheidung</translation>
    </message>
    <message>
      <source>Door</source>
      <translation>Tür</translation>
    </message>
    <message>
      <source>It was not this person, says {actor}.</source>
      <translation>Es war nicht diese Person, laut {actor}.</translation>
    </message>
    <message>
      <source>It was this person, says {actor}.</source>
      <translation>Es war diese Person, laut {actor}.</translation>
    </message>
    <message>
      <source>A correction was undone by {actor}.</source>
      <translation>Eine Berichtigung wurde von {actor} zurückgenommen.</translation>
    </message>
    <message>
      <source>Not {person}, says {actor}.</source>
      <translation>Nicht {person}, laut {actor}.</translation>
    </message>
    <message>
      <source>Recognised as {person}; corrected by {actor}.</source>
      <translation>Als {person} erkannt; berichtigt von {actor}.</translation>
    </message>
    <message>
      <source>Nobody was recognised; corrected by {actor}.</source>
      <translation>Niemand wurde erkannt; berichtigt von {actor}.</translation>
    </message>
    <message>
      <source>Camera off</source>
      <translation>Kamera aus</translation>
    </message>
    <message>
      <source>Opening camera</source>
      <translation>Kamera wird geöffnet</translation>
    </message>
    <message>
      <source>Camera on</source>
      <translation>Kamera an</translation>
    </message>
    <message>
      <source>Recording ended</source>
      <translation>Aufnahme zu Ende</translation>
    </message>
    <message>
      <source>No face</source>
      <translation>Kein Gesicht</translation>
    </message>
    <message>
      <source>Several faces</source>
      <translation>Mehrere Gesichter</translation>
    </message>
    <message>
      <source>Somebody else</source>
      <translation>Jemand anderes</translation>
    </message>
    <message>
      <source>Face cut off</source>
      <translation>Angeschnitten</translation>
    </message>
    <message>
      <source>Too far away</source>
      <translation>Zu weit weg</translation>
    </message>
    <message>
      <source>Too dark</source>
      <translation>Zu dunkel</translation>
    </message>
    <message>
      <source>Too bright</source>
      <translation>Zu hell</translation>
    </message>
    <message>
      <source>Light too flat</source>
      <translation>Licht zu flach</translation>
    </message>
    <message>
      <source>Turned away</source>
      <translation>Abgewandt</translation>
    </message>
    <message>
      <source>Head tilted</source>
      <translation>Kopf geneigt</translation>
    </message>
    <message>
      <source>A picture, not a person</source>
      <translation>Ein Bild, keine Person</translation>
    </message>
    <message>
      <source>Not sure that a person is there</source>
      <translation>Unklar, ob Person da ist</translation>
    </message>
    <message>
      <source>Eyes closed</source>
      <translation>Augen geschlossen</translation>
    </message>
    <message>
      <source>Blurred</source>
      <translation>Unscharf</translation>
    </message>
    <message>
      <source>Not clear</source>
      <translation>Nicht deutlich</translation>
    </message>
  </context>
  <context>
    <name>WritingDialog</name>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>&amp;Browse…</source>
      <translation>Dur&amp;chsuchen …</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>There is no account of that name. Write the folder in full.</source>
      <translation>Ein Konto dieses Namens gibt es nicht. Bitte den Ordner ausschreiben.</translation>
    </message>
    <message>
      <source>Cancelled. No file was written.</source>
      <translation>Abgebrochen. Es wurde keine Datei geschrieben.</translation>
    </message>
  </context>
  <context>
    <name>ZoneForm</name>
    <message>
      <source>&amp;Outside: everybody may be there, and doors that lead there are free</source>
      <translation>&amp;Draußen: Alle dürfen dort sein, und Türen dorthin sind frei</translation>
    </message>
    <message>
      <source>As in the settings</source>
      <translation>Wie in den Einstellungen</translation>
    </message>
    <message>
      <source>Attack detection</source>
      <translation>Täuschungserkennung</translation>
    </message>
    <message>
      <source>Attack &amp;detection</source>
      <translation>&amp;Täuschungserkennung</translation>
    </message>
    <message>
      <source>At doors that lead here. Strict asks everybody for a movement; of this and the settings the stricter one holds.</source>
      <translation>An Türen, die hierher führen. „Streng“ verlangt von allen eine Bewegung; von dieser Stufe und der in den Einstellungen gilt die strengere.</translation>
    </message>
    <message>
      <source>Who may be in it</source>
      <translation>Wer darin sein darf</translation>
    </message>
    <message>
      <source>no limit</source>
      <translation>unbegrenzt</translation>
    </message>
    <message>
      <source>Most people</source>
      <translation>Höchstens Personen</translation>
    </message>
    <message>
      <source>Alarm from so many people on</source>
      <translation>Alarm ab so vielen Personen</translation>
    </message>
    <message>
      <source>no alarm</source>
      <translation>kein Alarm</translation>
    </message>
    <message>
      <source>Whoever is inside already</source>
      <translation>Wer schon drinnen ist</translation>
    </message>
    <message>
      <source>For how long</source>
      <translation>Wie lange</translation>
    </message>
    <message>
      <source> min</source>
      <translation> min</translation>
    </message>
    <message>
      <source>Nobody may be in it &amp;alone: two come in together</source>
      <translation>Niemand darf a&amp;llein darin sein: Zwei treten zusammen ein</translation>
    </message>
    <message>
      <source>The first waits for the second</source>
      <translation>Die erste wartet auf die zweite</translation>
    </message>
    <message>
      <source> s</source>
      <translation> s</translation>
    </message>
    <message>
      <source>&amp;Most people</source>
      <translation>&amp;Höchstens Personen</translation>
    </message>
    <message>
      <source>Alarm &amp;from so many on</source>
      <translation>Alarm &amp;ab Personen</translation>
    </message>
    <message>
      <source>Who is &amp;inside already</source>
      <translation>Wer schon dr&amp;innen ist</translation>
    </message>
    <message>
      <source>Anti-passback: a card or face that comes in twice without having left. It needs doors that watch both ways.</source>
      <translation>Wiedereintrittssperre: eine Karte oder ein Gesicht, die zweimal eintreten, ohne gegangen zu sein. Dafür müssen Türen beide Wege beobachten.</translation>
    </message>
    <message>
      <source>Not again &amp;within</source>
      <translation>&amp;Wieder erst nach</translation>
    </message>
    <message>
      <source>Wait for the &amp;second</source>
      <translation>Auf die &amp;zweite warten</translation>
    </message>
  </context>
  <context>
    <name>_DayChoice</name>
    <message>
      <source>Leave as it is</source>
      <translation>So lassen</translation>
    </message>
    <message>
      <source>No limit</source>
      <translation>Unbegrenzt</translation>
    </message>
    <message>
      <source>This day</source>
      <translation>Dieser Tag</translation>
    </message>
  </context>
  <context>
    <name>_DaysDialog</name>
    <message>
      <source>First day</source>
      <translation>Erster Tag</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>Letzter Tag</translation>
    </message>
    <message>
      <source>&amp;First day</source>
      <translation>&amp;Erster Tag</translation>
    </message>
    <message>
      <source>&amp;Last day</source>
      <translation>&amp;Letzter Tag</translation>
    </message>
    <message>
      <source>The last day lies before the first.</source>
      <translation>Der letzte Tag liegt vor dem ersten.</translation>
    </message>
  </context>
  <context>
    <name>_Figures</name>
    <message>
      <source>Cue</source>
      <translation>Merkmal</translation>
    </message>
    <message>
      <source>Attacks not seen</source>
      <translation>Unerkannte Täuschungsversuche</translation>
    </message>
    <message>
      <source>People refused</source>
      <translation>Abgewiesene Personen</translation>
    </message>
    <message>
      <source>{source}, {date}</source>
      <translation>{source}, {date}</translation>
    </message>
  </context>
  <context>
    <name>errors</name>
    <message>
      <source>{photo}: no face was found.</source>
      <translation>{photo}: kein Gesicht gefunden.</translation>
    </message>
    <message>
      <source>Use a picture that shows the face from the front, at least 100 pixels wide.</source>
      <translation>Nehmen Sie ein Bild, das das Gesicht von vorn zeigt, mindestens 100 Pixel breit.</translation>
    </message>
    <message>
      <source>{photo}: it shows several faces.</source>
      <translation>{photo}: es zeigt mehrere Gesichter.</translation>
    </message>
    <message>
      <source>Cut out the one that is meant.</source>
      <translation>Schneiden Sie das gemeinte aus.</translation>
    </message>
    <message>
      <source>{photo}: the face is cut off by the edge of the picture.</source>
      <translation>{photo}: das Gesicht ist vom Bildrand angeschnitten.</translation>
    </message>
    <message>
      <source>Use a picture with the whole face.</source>
      <translation>Nehmen Sie ein Bild mit dem ganzen Gesicht.</translation>
    </message>
    <message>
      <source>{photo}: the face is too small.</source>
      <translation>{photo}: das Gesicht ist zu klein.</translation>
    </message>
    <message>
      <source>Use a picture in which the eyes are at least 20 pixels apart.</source>
      <translation>Nehmen Sie ein Bild, in dem die Augen mindestens 20 Pixel auseinander liegen.</translation>
    </message>
    <message>
      <source>{photo}: the face is too dark.</source>
      <translation>{photo}: das Gesicht ist zu dunkel.</translation>
    </message>
    <message>
      <source>Use a brighter picture.</source>
      <translation>Nehmen Sie ein helleres Bild.</translation>
    </message>
    <message>
      <source>{photo}: the face is overexposed.</source>
      <translation>{photo}: das Gesicht ist überbelichtet.</translation>
    </message>
    <message>
      <source>Use a darker picture.</source>
      <translation>Nehmen Sie ein dunkleres Bild.</translation>
    </message>
    <message>
      <source>{photo}: the face has too little contrast.</source>
      <translation>{photo}: das Gesicht hat zu wenig Kontrast.</translation>
    </message>
    <message>
      <source>Use a picture with more even light.</source>
      <translation>Nehmen Sie ein Bild mit gleichmäßigerem Licht.</translation>
    </message>
    <message>
      <source>{photo}: the face is turned away.</source>
      <translation>{photo}: das Gesicht ist abgewandt.</translation>
    </message>
    <message>
      <source>Use a picture from the front.</source>
      <translation>Nehmen Sie ein Bild von vorn.</translation>
    </message>
    <message>
      <source>{photo}: the head is tilted.</source>
      <translation>{photo}: der Kopf ist geneigt.</translation>
    </message>
    <message>
      <source>Rotate the picture until the head is upright.</source>
      <translation>Drehen Sie das Bild, bis der Kopf aufrecht ist.</translation>
    </message>
    <message>
      <source>{photo}: the face is blurred.</source>
      <translation>{photo}: das Gesicht ist unscharf.</translation>
    </message>
    <message>
      <source>Use a sharper picture.</source>
      <translation>Nehmen Sie ein schärferes Bild.</translation>
    </message>
    <message>
      <source>{photo}: the face is not clear enough.</source>
      <translation>{photo}: das Gesicht ist nicht deutlich genug.</translation>
    </message>
    <message>
      <source>Use another picture.</source>
      <translation>Nehmen Sie ein anderes Bild.</translation>
    </message>
    <message>
      <source>Not a valid name</source>
      <translation>Kein gültiger Name</translation>
    </message>
    <message>
      <source>The name {problem}.</source>
      <translation>Der Name ist nicht verwendbar ({problem}).</translation>
    </message>
    <message>
      <source>Not a valid identifier</source>
      <translation>Keine gültige Kennung</translation>
    </message>
    <message>
      <source>The identifier {problem}.</source>
      <translation>Die Kennung ist nicht verwendbar ({problem}).</translation>
    </message>
    <message>
      <source>Not a valid department</source>
      <translation>Keine gültige Abteilung</translation>
    </message>
    <message>
      <source>The department {problem}.</source>
      <translation>Die Abteilung ist nicht verwendbar ({problem}).</translation>
    </message>
    <message>
      <source>Not a valid groups</source>
      <translation>Keine gültigen Gruppen</translation>
    </message>
    <message>
      <source>The groups {problem}.</source>
      <translation>Die Gruppen sind nicht verwendbar ({problem}).</translation>
    </message>
    <message>
      <source>Not a valid card number</source>
      <translation>Keine gültige Kartennummer</translation>
    </message>
    <message>
      <source>The card number {problem}.</source>
      <translation>Die Kartennummer ist nicht verwendbar ({problem}).</translation>
    </message>
    <message>
      <source>Not a valid validity</source>
      <translation>Gültigkeit nicht verwendbar</translation>
    </message>
    <message>
      <source>The validity {problem}.</source>
      <translation>Die Gültigkeit ist nicht verwendbar ({problem}).</translation>
    </message>
    <message>
      <source>Not a valid notes</source>
      <translation>Keine gültigen Notizen</translation>
    </message>
    <message>
      <source>The notes {problem}.</source>
      <translation>Die Notizen sind nicht verwendbar ({problem}).</translation>
    </message>
    <message>
      <source>The text has fewer than {number} characters, too few to say what is stored, what for and how long.</source>
      <translation>Der Text hat weniger als {number} Zeichen, zu wenige, um zu sagen, was gespeichert wird, wozu und wie lange.</translation>
    </message>
    <message>
      <source>The text has more than {number} characters.</source>
      <translation>Der Text hat mehr als {number} Zeichen.</translation>
    </message>
    <message>
      <source>The text holds characters that cannot be seen.</source>
      <translation>Der Text enthält Zeichen, die man nicht sieht.</translation>
    </message>
    <message>
      <source>That is no tag of a language.</source>
      <translation>Das ist kein Kürzel einer Sprache.</translation>
    </message>
    <message>
      <source>Data folder is a file</source>
      <translation>Datenordner ist eine Datei</translation>
    </message>
    <message>
      <source>{folder} is there and is not a folder.</source>
      <translation>{folder} ist da und ist kein Ordner.</translation>
    </message>
    <message>
      <source>Name a folder with --data-dir; one that is not there is made.</source>
      <translation>Nennen Sie mit --data-dir einen Ordner; einer, den es nicht gibt, wird angelegt.</translation>
    </message>
    <message>
      <source>Nothing known of this model</source>
      <translation>Nichts über dieses Modell bekannt</translation>
    </message>
    <message>
      <source>There are no score statistics of {model}, and too few people are enrolled to make some.</source>
      <translation>Zu {model} gibt es keine Statistik der Abstände, und für eine eigene sind zu wenige Personen aufgenommen.</translation>
    </message>
    <message>
      <source>Measure them on pictures whose people are known with facegate score-statistics, or enrol some hundred people on several days.</source>
      <translation>Ermitteln Sie sie mit facegate score-statistics an Bildern bekannter Personen, oder nehmen Sie einige hundert Personen an mehreren Tagen auf.</translation>
    </message>
    <message>
      <source>Picture not encoded</source>
      <translation>Bild nicht gespeichert</translation>
    </message>
    <message>
      <source>A sample could not be turned into a JPEG.</source>
      <translation>Eine Probe ließ sich nicht in ein JPEG umwandeln.</translation>
    </message>
    <message>
      <source>Please report this.</source>
      <translation>Bitte melden Sie das.</translation>
    </message>
    <message>
      <source>Folder not readable</source>
      <translation>Ordner nicht lesbar</translation>
    </message>
    <message>
      <source>A folder in it cannot be read: {reason}.</source>
      <translation>Ein Ordner darin kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>Check that your account may read everything in it.</source>
      <translation>Prüfen Sie, ob Ihr Konto alles darin lesen darf.</translation>
    </message>
    <message>
      <source>Too many files</source>
      <translation>Zu viele Dateien</translation>
    </message>
    <message>
      <source>There are more than {most} files.</source>
      <translation>Es sind mehr als {most} Dateien.</translation>
    </message>
    <message>
      <source>Name the folder that holds the photographs and nothing else, or import in several parts.</source>
      <translation>Nennen Sie den Ordner, der nur die Fotos enthält, oder importieren Sie in mehreren Teilen.</translation>
    </message>
    <message>
      <source>Archive not readable</source>
      <translation>Archiv nicht lesbar</translation>
    </message>
    <message>
      <source>The file is not a ZIP archive, or a damaged one.</source>
      <translation>Die Datei ist kein ZIP-Archiv oder ein beschädigtes.</translation>
    </message>
    <message>
      <source>Make it again, or unpack it and name the folder.</source>
      <translation>Erstellen Sie es neu, oder entpacken Sie es und nennen Sie den Ordner.</translation>
    </message>
    <message>
      <source>Archive refused</source>
      <translation>Archiv abgelehnt</translation>
    </message>
    <message>
      <source>Its entries overlap, as only archives do that are made to do harm.</source>
      <translation>Seine Einträge überlappen sich, wie es nur bei Archiven vorkommt, die schaden sollen.</translation>
    </message>
    <message>
      <source>Make it again from the photographs.</source>
      <translation>Erstellen Sie es neu aus den Fotos.</translation>
    </message>
    <message>
      <source>Not found</source>
      <translation>Nicht gefunden</translation>
    </message>
    <message>
      <source>There is no such file or folder, or it cannot be read.</source>
      <translation>Diese Datei oder diesen Ordner gibt es nicht, oder das Lesen ist nicht möglich.</translation>
    </message>
    <message>
      <source>Name a folder, a list (CSV) or an archive (ZIP).</source>
      <translation>Nennen Sie einen Ordner, eine Liste (CSV) oder ein Archiv (ZIP).</translation>
    </message>
    <message>
      <source>Camera not available</source>
      <translation>Kamera nicht verfügbar</translation>
    </message>
    <message>
      <source>No demo camera</source>
      <translation>Keine Vorführkamera</translation>
    </message>
    <message>
      <source>The portrait for the demo comes with scikit-image, which is not installed.</source>
      <translation>Das Porträt der Vorführung kommt mit scikit-image, das nicht installiert ist.</translation>
    </message>
    <message>
      <source>Install it with the extra of its name: pip install facegate[demo]</source>
      <translation>Installieren Sie es mit dem gleichnamigen Zusatz: pip install facegate[demo]</translation>
    </message>
    <message>
      <source>The portrait for the demo is damaged.</source>
      <translation>Das Porträt der Vorführung ist beschädigt.</translation>
    </message>
    <message>
      <source>Install scikit-image anew: pip install --force-reinstall scikit-image</source>
      <translation>Installieren Sie scikit-image neu: pip install --force-reinstall scikit-image</translation>
    </message>
    <message>
      <source>Camera closed</source>
      <translation>Kamera geschlossen</translation>
    </message>
    <message>
      <source>The demo camera is not open.</source>
      <translation>Die Vorführkamera ist nicht offen.</translation>
    </message>
    <message>
      <source>Open it again.</source>
      <translation>Öffnen Sie sie wieder.</translation>
    </message>
    <message>
      <source>Camera not found</source>
      <translation>Kamera nicht gefunden</translation>
    </message>
    <message>
      <source>No camera is called {name}, and no such file or folder exists. Cameras here: {cameras}.</source>
      <translation>Keine Kamera heißt {name}, und es gibt keine solche Datei und keinen solchen Ordner. Kameras hier: {cameras}.</translation>
    </message>
    <message>
      <source>Plug it in, or choose another camera.</source>
      <translation>Schließen Sie sie an, oder wählen Sie eine andere Kamera.</translation>
    </message>
    <message>
      <source>No pictures</source>
      <translation>Keine Bilder</translation>
    </message>
    <message>
      <source>{name} holds no picture that can be read.</source>
      <translation>{name} enthält kein lesbares Bild.</translation>
    </message>
    <message>
      <source>Choose a folder with JPEG, PNG, WebP, BMP or TIFF files in it, not in folders below it.</source>
      <translation>Wählen Sie einen Ordner, in dem selbst JPEG-, PNG-, WebP-, BMP- oder TIFF-Dateien liegen, nicht in Unterordnern.</translation>
    </message>
    <message>
      <source>Folder cannot be read</source>
      <translation>Ordner nicht lesbar</translation>
    </message>
    <message>
      <source>{name} cannot be read: {reason}.</source>
      <translation>{name} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>Check the path and that you may read it.</source>
      <translation>Prüfen Sie den Pfad und ob Sie ihn lesen dürfen.</translation>
    </message>
    <message>
      <source>Camera lost</source>
      <translation>Kamera verloren</translation>
    </message>
    <message>
      <source>{label} does not answer.</source>
      <translation>{label} antwortet nicht.</translation>
    </message>
    <message>
      <source>Check its cable, its power and the network; it is tried again by itself.</source>
      <translation>Prüfen Sie Kabel, Strom und Netz; es wird von selbst erneut versucht.</translation>
    </message>
    <message>
      <source>Camera frozen</source>
      <translation>Kamera eingefroren</translation>
    </message>
    <message>
      <source>{label} delivers the same picture again and again.</source>
      <translation>{label} liefert immer wieder dasselbe Bild.</translation>
    </message>
    <message>
      <source>Check its cable and its cover, then plug it in again; it is tried again by itself.</source>
      <translation>Prüfen Sie Kabel und Abdeckung und schließen Sie sie neu an; es wird von selbst erneut versucht.</translation>
    </message>
    <message>
      <source>{label} is not open.</source>
      <translation>{label} ist nicht offen.</translation>
    </message>
    <message>
      <source>Picture cannot be read</source>
      <translation>Bild nicht lesbar</translation>
    </message>
    <message>
      <source>The picture is damaged, cut off or of an unknown format.</source>
      <translation>Das Bild ist beschädigt, abgeschnitten oder von unbekanntem Format.</translation>
    </message>
    <message>
      <source>Open it in another program and save it as JPEG or PNG.</source>
      <translation>Öffnen Sie es in einem anderen Programm und speichern Sie es als JPEG oder PNG.</translation>
    </message>
    <message>
      <source>No source</source>
      <translation>Keine Quelle</translation>
    </message>
    <message>
      <source>No camera, file, folder or address was named.</source>
      <translation>Es wurde keine Kamera, Datei, kein Ordner und keine Adresse genannt.</translation>
    </message>
    <message>
      <source>Name a camera (0), a file, a folder, an rtsp:// or http:// address, or demo:.</source>
      <translation>Nennen Sie eine Kamera (0), eine Datei, einen Ordner, eine Adresse mit rtsp:// oder http:// oder demo:.</translation>
    </message>
    <message>
      <source>Address not understood</source>
      <translation>Adresse nicht verstanden</translation>
    </message>
    <message>
      <source>{spec} is not an address that can be played.</source>
      <translation>{spec} ist keine Adresse, die sich abspielen lässt.</translation>
    </message>
    <message>
      <source>Write it as rtsp://host/path or http://host/path; in a user name or password write @ as %40, / as %2F.</source>
      <translation>Schreiben Sie sie als rtsp://host/pfad oder http://host/pfad; in Benutzername und Passwort @ als %40, / als %2F.</translation>
    </message>
    <message>
      <source>File not found</source>
      <translation>Datei nicht gefunden</translation>
    </message>
    <message>
      <source>{path} cannot be opened: {reason}.</source>
      <translation>{path} kann nicht geöffnet werden: {reason}.</translation>
    </message>
    <message>
      <source>Not a camera</source>
      <translation>Keine Kamera</translation>
    </message>
    <message>
      <source>{path} is a device, but not a camera.</source>
      <translation>{path} ist ein Gerät, aber keine Kamera.</translation>
    </message>
    <message>
      <source>Name a camera, as /dev/video0 or 0.</source>
      <translation>Nennen Sie eine Kamera, etwa /dev/video0 oder 0.</translation>
    </message>
    <message>
      <source>{label} ended the connection or stopped sending.</source>
      <translation>{label} hat die Verbindung beendet oder sendet nicht mehr.</translation>
    </message>
    <message>
      <source>Check the camera's power and the network; it is tried again by itself.</source>
      <translation>Prüfen Sie den Strom der Kamera und das Netz; es wird von selbst erneut versucht.</translation>
    </message>
    <message>
      <source>Camera not reached</source>
      <translation>Kamera nicht erreicht</translation>
    </message>
    <message>
      <source>Video cannot be opened</source>
      <translation>Video nicht zu öffnen</translation>
    </message>
    <message>
      <source>Check the path and that you may read the file.</source>
      <translation>Prüfen Sie den Pfad und ob Sie die Datei lesen dürfen.</translation>
    </message>
    <message>
      <source>Not a video</source>
      <translation>Kein Video</translation>
    </message>
    <message>
      <source>{name} holds no picture that can be read: it is damaged, or not a video.</source>
      <translation>{name} enthält kein lesbares Bild: es ist beschädigt oder kein Video.</translation>
    </message>
    <message>
      <source>Try to play it in another program; convert it to MP4 (H.264).</source>
      <translation>Versuchen Sie, es in einem anderen Programm abzuspielen; wandeln Sie es in MP4 (H.264) um.</translation>
    </message>
    <message>
      <source>Templates of different models</source>
      <translation>Vorlagen verschiedener Modelle</translation>
    </message>
    <message>
      <source>Templates of {first} and {second} were to be compared.</source>
      <translation>Vorlagen von {first} und {second} sollten verglichen werden.</translation>
    </message>
    <message>
      <source>Templates of {models} were to be fused.</source>
      <translation>Vorlagen von {models} sollten verschmolzen werden.</translation>
    </message>
    <message>
      <source>Templates of {models} were to be put together.</source>
      <translation>Vorlagen von {models} sollten zusammengelegt werden.</translation>
    </message>
    <message>
      <source>Broker not answering</source>
      <translation>Broker antwortet nicht</translation>
    </message>
    <message>
      <source>The broker {host} did not say that it took the message.</source>
      <translation>Der Broker {host} hat die Annahme der Nachricht nicht bestätigt.</translation>
    </message>
    <message>
      <source>See whether it runs and the network reaches it.</source>
      <translation>Bitte prüfen, ob er läuft und das Netz ihn erreicht.</translation>
    </message>
    <message>
      <source>Broker lost</source>
      <translation>Broker verloren</translation>
    </message>
    <message>
      <source>The connection to the broker {host} was lost.</source>
      <translation>Die Verbindung zum Broker {host} ging verloren.</translation>
    </message>
    <message>
      <source>See whether it runs; it is used again by itself.</source>
      <translation>Bitte prüfen, ob er läuft; er wird von selbst wieder verwendet.</translation>
    </message>
    <message>
      <source>Broker not reached</source>
      <translation>Broker nicht erreicht</translation>
    </message>
    <message>
      <source>The broker {host}, port {port}, cannot be used: {reason}.</source>
      <translation>Der Broker {host}, Port {port}, ist nicht verwendbar: {reason}.</translation>
    </message>
    <message>
      <source>See whether it runs, and whether address, user, secret and certificates in the settings are right.</source>
      <translation>Bitte prüfen, ob er läuft und ob Adresse, Benutzer, Geheimnis und Zertifikate in den Einstellungen stimmen.</translation>
    </message>
    <message>
      <source>Secret not readable</source>
      <translation>Geheimnis nicht lesbar</translation>
    </message>
    <message>
      <source>The secret of the output {output} cannot be read: {reason}</source>
      <translation>Das Geheimnis des Schaltausgangs {output} lässt sich nicht lesen: {reason}</translation>
    </message>
    <message>
      <source>Unlock the keyring, or set the secret again: facegate doors secret {output}</source>
      <translation>Den Schlüsselbund entsperren oder das Geheimnis neu setzen: facegate doors secret {output}</translation>
    </message>
    <message>
      <source>Secret missing</source>
      <translation>Geheimnis fehlt</translation>
    </message>
    <message>
      <source>The output {output} has no secret, so it does not speak to anybody.</source>
      <translation>Der Schaltausgang {output} hat kein Geheimnis und spricht deshalb mit niemandem.</translation>
    </message>
    <message>
      <source>Set it: facegate doors secret {output}</source>
      <translation>Bitte setzen: facegate doors secret {output}</translation>
    </message>
    <message>
      <source>Certificates not readable</source>
      <translation>Zertifikate nicht lesbar</translation>
    </message>
    <message>
      <source>The file {path} holds no certificates that can be read.</source>
      <translation>Die Datei {path} enthält keine lesbaren Zertifikate.</translation>
    </message>
    <message>
      <source>Correct its path in the settings; it must be in PEM form.</source>
      <translation>Bitte den Pfad in den Einstellungen berichtigen; die Datei muss im PEM-Format sein.</translation>
    </message>
    <message>
      <source>Too many messages wait</source>
      <translation>Zu viele Nachrichten warten</translation>
    </message>
    <message>
      <source>{count} messages wait for {output}.</source>
      <translation>{count} Nachrichten warten auf {output}.</translation>
    </message>
    <message>
      <source>See why the other side takes none.</source>
      <translation>Bitte prüfen, warum die Gegenstelle keine annimmt.</translation>
    </message>
    <message>
      <source>Message not kept</source>
      <translation>Nachricht nicht aufbewahrt</translation>
    </message>
    <message>
      <source>{path} cannot be read or written: {reason}.</source>
      <translation>{path} kann nicht gelesen oder geschrieben werden: {reason}.</translation>
    </message>
    <message>
      <source>Free some space, or give your account the right to write there.</source>
      <translation>Schaffen Sie Platz, oder geben Sie Ihrem Konto dort Schreibrecht.</translation>
    </message>
    <message>
      <source>Output not reached yet</source>
      <translation>Schaltausgang noch nicht erreicht</translation>
    </message>
    <message>
      <source>The output {output} was only just started.</source>
      <translation>Der Schaltausgang {output} wurde eben erst gestartet.</translation>
    </message>
    <message>
      <source>Try again in some seconds.</source>
      <translation>Versuchen Sie es in einigen Sekunden erneut.</translation>
    </message>
    <message>
      <source>No such output</source>
      <translation>Kein solcher Schaltausgang</translation>
    </message>
    <message>
      <source>There is no output {output} in the settings.</source>
      <translation>In den Einstellungen gibt es keinen Schaltausgang {output}.</translation>
    </message>
    <message>
      <source>Add it, or give the door another one; 'facegate doors list' shows those that there are.</source>
      <translation>Fügen Sie ihn hinzu, oder geben Sie der Tür einen anderen; „facegate doors list“ zeigt die vorhandenen.</translation>
    </message>
    <message>
      <source>Address not trusted</source>
      <translation>Adresse nicht vertrauenswürdig</translation>
    </message>
    <message>
      <source>{host} was not sent anything: {reason}.</source>
      <translation>An {host} wurde nichts gesendet: {reason}.</translation>
    </message>
    <message>
      <source>See whether it is the right machine; name the certificates of its authority in the settings.</source>
      <translation>Bitte prüfen, ob es der richtige Rechner ist, und die Zertifikate seiner Zertifizierungsstelle in den Einstellungen nennen.</translation>
    </message>
    <message>
      <source>No answer</source>
      <translation>Keine Antwort</translation>
    </message>
    <message>
      <source>{host} was sent a message and did not answer as it should: {reason}.</source>
      <translation>{host} bekam eine Nachricht und hat nicht richtig geantwortet: {reason}.</translation>
    </message>
    <message>
      <source>See in its log whether it took the message.</source>
      <translation>Sehen Sie in seinem Protokoll nach, ob er sie angenommen hat.</translation>
    </message>
    <message>
      <source>Message not taken</source>
      <translation>Nachricht nicht angenommen</translation>
    </message>
    <message>
      <source>The other side answered with status {status}.</source>
      <translation>Die Gegenstelle hat mit Status {status} geantwortet.</translation>
    </message>
    <message>
      <source>See in its log why.</source>
      <translation>Sehen Sie in ihrem Protokoll nach, warum.</translation>
    </message>
    <message>
      <source>The address answered that it has moved (status {status}).</source>
      <translation>Die Adresse meldet, dass sie umgezogen ist (Status {status}).</translation>
    </message>
    <message>
      <source>Put the new address into the settings; orders follow no redirects.</source>
      <translation>Tragen Sie die neue Adresse in die Einstellungen ein; Befehle folgen keinen Umleitungen.</translation>
    </message>
    <message>
      <source>The other side refused the message with status {status}.</source>
      <translation>Die Gegenstelle hat die Nachricht mit Status {status} abgelehnt.</translation>
    </message>
    <message>
      <source>See whether the address is right and both sides have the same secret.</source>
      <translation>Bitte prüfen, ob die Adresse stimmt und beide Seiten dasselbe Geheimnis haben.</translation>
    </message>
    <message>
      <source>Address not reached</source>
      <translation>Adresse nicht erreicht</translation>
    </message>
    <message>
      <source>{host} cannot be reached: {reason}.</source>
      <translation>{host} ist nicht erreichbar: {reason}.</translation>
    </message>
    <message>
      <source>See whether that machine runs and the network reaches it.</source>
      <translation>Bitte prüfen, ob der Rechner läuft und das Netz ihn erreicht.</translation>
    </message>
    <message>
      <source>Too late to open</source>
      <translation>Zu spät zum Öffnen</translation>
    </message>
    <message>
      <source>The order came later than {seconds:.0f} seconds after its decision.</source>
      <translation>Der Befehl kam mehr als {seconds:.0f} Sekunden nach der Entscheidung.</translation>
    </message>
    <message>
      <source>See whether the machine is very busy, or its clock was set.</source>
      <translation>Bitte prüfen, ob der Rechner stark ausgelastet ist oder seine Uhr gestellt wurde.</translation>
    </message>
    <message>
      <source>Order withdrawn</source>
      <translation>Befehl zurückgezogen</translation>
    </message>
    <message>
      <source>All doors were shut before its turn came.</source>
      <translation>Alle Türen wurden geschlossen, bevor er an der Reihe war.</translation>
    </message>
    <message>
      <source>Open it again if that is right.</source>
      <translation>Öffnen Sie noch einmal, wenn das richtig ist.</translation>
    </message>
    <message>
      <source>Output failed</source>
      <translation>Schaltausgang gescheitert</translation>
    </message>
    <message>
      <source>An output failed ({kind}).</source>
      <translation>Ein Schaltausgang ist gescheitert ({kind}).</translation>
    </message>
    <message>
      <source>Relay not answering</source>
      <translation>Relais antwortet nicht</translation>
    </message>
    <message>
      <source>The port {port} does not take what it is sent.</source>
      <translation>Die Schnittstelle {port} nimmt nichts an.</translation>
    </message>
    <message>
      <source>See whether the relay board is connected, and to this port.</source>
      <translation>Bitte prüfen, ob die Relaiskarte angeschlossen ist, und zwar an dieser Schnittstelle.</translation>
    </message>
    <message>
      <source>Relay lost</source>
      <translation>Relais verloren</translation>
    </message>
    <message>
      <source>The serial port {port} is gone.</source>
      <translation>Die serielle Schnittstelle {port} ist weg.</translation>
    </message>
    <message>
      <source>Plug the relay board in again; it is used again by itself.</source>
      <translation>Stecken Sie die Relaiskarte wieder an; sie wird von selbst wieder verwendet.</translation>
    </message>
    <message>
      <source>Relay not found</source>
      <translation>Relais nicht gefunden</translation>
    </message>
    <message>
      <source>The serial port {port} cannot be opened: {reason}.</source>
      <translation>Die serielle Schnittstelle {port} lässt sich nicht öffnen: {reason}.</translation>
    </message>
    <message>
      <source>The board at {port} did not answer as it should.</source>
      <translation>Die Karte an {port} hat nicht richtig geantwortet.</translation>
    </message>
    <message>
      <source>See whether it is the right board, and whether 'answer' in the settings is what it says.</source>
      <translation>Bitte prüfen, ob es die richtige Karte ist und ob „answer“ in den Einstellungen ihrer Antwort entspricht.</translation>
    </message>
    <message>
      <source>Secret too short</source>
      <translation>Geheimnis zu kurz</translation>
    </message>
    <message>
      <source>The secret of the output {output} has fewer than {least} characters.</source>
      <translation>Das Geheimnis des Schaltausgangs {output} hat weniger als {least} Zeichen.</translation>
    </message>
    <message>
      <source>Set a longer one: facegate doors secret {output}</source>
      <translation>Bitte ein längeres setzen: facegate doors secret {output}</translation>
    </message>
    <message>
      <source>All doors were shut before it arrived.</source>
      <translation>Alle Türen wurden geschlossen, bevor er ankam.</translation>
    </message>
    <message>
      <source>Output busy</source>
      <translation>Schaltausgang ausgelastet</translation>
    </message>
    <message>
      <source>Too many orders wait for the output.</source>
      <translation>Zu viele Befehle warten auf den Schaltausgang.</translation>
    </message>
    <message>
      <source>See whether the device answers: facegate doors test.</source>
      <translation>Bitte prüfen, ob das Gerät antwortet: facegate doors test.</translation>
    </message>
    <message>
      <source>Outputs closed</source>
      <translation>Schaltausgänge geschlossen</translation>
    </message>
    <message>
      <source>The outputs were closed, so no door moves any more.</source>
      <translation>Die Schaltausgänge wurden geschlossen, deshalb bewegt sich keine Tür mehr.</translation>
    </message>
    <message>
      <source>Start FaceGate again.</source>
      <translation>Starten Sie FaceGate neu.</translation>
    </message>
    <message>
      <source>Too many faces</source>
      <translation>Zu viele Gesichter</translation>
    </message>
    <message>
      <source>{count} faces are too many to compare each with each; at most {most} can be grouped at once.</source>
      <translation>{count} Gesichter sind zu viele, um jedes mit jedem zu vergleichen; höchstens {most} lassen sich auf einmal gruppieren.</translation>
    </message>
    <message>
      <source>Group the pictures folder by folder.</source>
      <translation>Gruppieren Sie die Bilder Ordner für Ordner.</translation>
    </message>
    <message>
      <source>List of groups not usable</source>
      <translation>Liste der Gruppen nicht verwendbar</translation>
    </message>
    <message>
      <source>Of the list of groups: {reason}.</source>
      <translation>Zur Liste der Gruppen: {reason}.</translation>
    </message>
    <message>
      <source>Give a CSV file such as 'person,age' and below it 'A-17,young'.</source>
      <translation>Geben Sie eine CSV-Datei an, etwa mit „person,age“ und darunter „A-17,young“.</translation>
    </message>
    <message>
      <source>No people</source>
      <translation>Keine Personen</translation>
    </message>
    <message>
      <source>The folder {folder} holds no folder with pictures.</source>
      <translation>Der Ordner {folder} enthält keinen Ordner mit Bildern.</translation>
    </message>
    <message>
      <source>Name a folder that holds one folder of pictures for each person.</source>
      <translation>Nennen Sie einen Ordner, der für jede Person einen Ordner mit Bildern enthält.</translation>
    </message>
    <message>
      <source>Folder not usable</source>
      <translation>Ordner nicht verwendbar</translation>
    </message>
    <message>
      <source>There is no folder {folder}, or it cannot be read.</source>
      <translation>Den Ordner {folder} gibt es nicht, oder er lässt sich nicht lesen.</translation>
    </message>
    <message>
      <source>Check the name and the permissions.</source>
      <translation>Prüfen Sie Namen und Rechte.</translation>
    </message>
    <message>
      <source>Nothing to compare</source>
      <translation>Nichts zu vergleichen</translation>
    </message>
    <message>
      <source>No picture gave a template to both models.</source>
      <translation>Kein Bild ergab für beide Modelle eine Vorlage.</translation>
    </message>
    <message>
      <source>Take pictures that show faces.</source>
      <translation>Nehmen Sie Bilder, die Gesichter zeigen.</translation>
    </message>
    <message>
      <source>Folder not empty</source>
      <translation>Ordner nicht leer</translation>
    </message>
    <message>
      <source>{folder} is there already and is not an empty folder. Nothing was changed.</source>
      <translation>{folder} ist schon da und kein leerer Ordner. Nichts wurde geändert.</translation>
    </message>
    <message>
      <source>Name a new folder.</source>
      <translation>Nennen Sie einen neuen Ordner.</translation>
    </message>
    <message>
      <source>Folder not written</source>
      <translation>Ordner nicht geschrieben</translation>
    </message>
    <message>
      <source>Nothing can be written at {folder}: {reason}.</source>
      <translation>In {folder} lässt sich nichts schreiben: {reason}.</translation>
    </message>
    <message>
      <source>Choose another folder, or make room on the disk.</source>
      <translation>Wählen Sie einen anderen Ordner, oder schaffen Sie Platz auf dem Datenträger.</translation>
    </message>
    <message>
      <source>Too few pictures</source>
      <translation>Zu wenige Bilder</translation>
    </message>
    <message>
      <source>{count} photographs of one person gave a template; the figure needs {least}.</source>
      <translation>{count} Fotos einer Person ergaben eine Vorlage; die Abbildung braucht {least}.</translation>
    </message>
    <message>
      <source>Choose a person with more photographs.</source>
      <translation>Wählen Sie eine Person mit mehr Fotos.</translation>
    </message>
    <message>
      <source>Subject not found</source>
      <translation>Person nicht gefunden</translation>
    </message>
    <message>
      <source>No folder and no clip is called {name}.</source>
      <translation>Kein Ordner und kein Film heißt {name}.</translation>
    </message>
    <message>
      <source>Name folders or clips as they are called on the disk, without the ending.</source>
      <translation>Nennen Sie Ordner oder Filme so, wie sie auf dem Datenträger heißen, ohne Endung.</translation>
    </message>
    <message>
      <source>Nothing to evaluate</source>
      <translation>Nichts auszuwerten</translation>
    </message>
    <message>
      <source>{folder} holds neither pictures nor clips, or cannot be read.</source>
      <translation>{folder} enthält weder Bilder noch Filme oder ist nicht lesbar.</translation>
    </message>
    <message>
      <source>Name a folder with pictures or clips in it, or in folders below it.</source>
      <translation>Nennen Sie einen Ordner mit Bildern oder Filmen darin oder in Unterordnern.</translation>
    </message>
    <message>
      <source>Pairs file not usable</source>
      <translation>Paardatei nicht verwendbar</translation>
    </message>
    <message>
      <source>The format is that of LFW's pairs.txt; 'facegate evaluate verification --help' describes it.</source>
      <translation>Das Format ist das von pairs.txt aus LFW; „facegate evaluate verification --help“ beschreibt es.</translation>
    </message>
    <message>
      <source>Nobody has two pictures that show a face.</source>
      <translation>Von niemandem gibt es zwei Bilder, die ein Gesicht zeigen.</translation>
    </message>
    <message>
      <source>Give at least two pictures of each person.</source>
      <translation>Geben Sie mindestens zwei Bilder je Person an.</translation>
    </message>
    <message>
      <source>Report not written</source>
      <translation>Bericht nicht geschrieben</translation>
    </message>
    <message>
      <source>Writing {file} failed: {reason}.</source>
      <translation>Das Schreiben von {file} ist gescheitert: {reason}.</translation>
    </message>
    <message>
      <source>No picture shows a face.</source>
      <translation>Kein Bild zeigt ein Gesicht.</translation>
    </message>
    <message>
      <source>Nobody of {people} people could be enrolled with {references} pictures and be searched with another one.</source>
      <translation>Niemand von {people} Personen ließ sich mit {references} Bildern aufnehmen und mit einem weiteren suchen.</translation>
    </message>
    <message>
      <source>Take more people, more pictures each, or fewer references.</source>
      <translation>Nehmen Sie mehr Personen, mehr Bilder je Person oder weniger Vorlagen.</translation>
    </message>
    <message>
      <source>Score statistics not usable</source>
      <translation>Statistik der Abstände nicht verwendbar</translation>
    </message>
    <message>
      <source>The score statistics of {model} cannot be read.</source>
      <translation>Die Statistik der Abstände von {model} lässt sich nicht lesen.</translation>
    </message>
    <message>
      <source>Install FaceGate again.</source>
      <translation>Installieren Sie FaceGate neu.</translation>
    </message>
    <message>
      <source>Search cache not deleted</source>
      <translation>Suchpuffer nicht gelöscht</translation>
    </message>
    <message>
      <source>The file {path} of the search cache could not be deleted: {reason}.</source>
      <translation>Die Datei {path} des Suchpuffers konnte nicht gelöscht werden: {reason}.</translation>
    </message>
    <message>
      <source>Delete it by hand; it is made again when needed.</source>
      <translation>Löschen Sie sie von Hand; sie wird bei Bedarf neu angelegt.</translation>
    </message>
    <message>
      <source>Search cache not usable</source>
      <translation>Suchpuffer nicht verwendbar</translation>
    </message>
    <message>
      <source>The kept search index {reason}.</source>
      <translation>Der aufbewahrte Suchindex ist nicht verwendbar ({reason}).</translation>
    </message>
    <message>
      <source>It is built again by itself.</source>
      <translation>Er wird von selbst neu aufgebaut.</translation>
    </message>
    <message>
      <source>Template of another model</source>
      <translation>Vorlage eines anderen Modells</translation>
    </message>
    <message>
      <source>A template of {given} ({given_size} numbers) met the gallery of {own} ({own_size}).</source>
      <translation>Eine Vorlage von {given} ({given_size} Zahlen) traf auf die Galerie von {own} ({own_size}).</translation>
    </message>
    <message>
      <source>Search index damaged</source>
      <translation>Suchindex beschädigt</translation>
    </message>
    <message>
      <source>The kept search index of {count} references does not hold together.</source>
      <translation>Der aufbewahrte Suchindex mit {count} Vorlagen ist in sich nicht schlüssig.</translation>
    </message>
    <message>
      <source>Unusable vector in the index</source>
      <translation>Unbrauchbarer Vektor im Index</translation>
    </message>
    <message>
      <source>Vectors of shape {shape} are not finite or not of dimension {dimension}.</source>
      <translation>Vektoren der Form {shape} sind nicht endlich oder nicht von der Dimension {dimension}.</translation>
    </message>
    <message>
      <source>Unusable probe</source>
      <translation>Unbrauchbare Suchvorlage</translation>
    </message>
    <message>
      <source>A probe of shape {shape} is not finite or not of dimension {dimension}.</source>
      <translation>Eine Suchvorlage der Form {shape} ist nicht endlich oder nicht von der Dimension {dimension}.</translation>
    </message>
    <message>
      <source>Search index failed</source>
      <translation>Suchindex gescheitert</translation>
    </message>
    <message>
      <source>The search index could not be built: {reason}.</source>
      <translation>Der Suchindex konnte nicht aufgebaut werden: {reason}.</translation>
    </message>
    <message>
      <source>Searching goes on without it, more slowly. Close other programs or add memory.</source>
      <translation>Die Suche geht ohne ihn weiter, langsamer. Schließen Sie andere Programme oder rüsten Sie Speicher nach.</translation>
    </message>
    <message>
      <source>Reference twice in the gallery</source>
      <translation>Vorlage zweimal in der Galerie</translation>
    </message>
    <message>
      <source>Reference {reference} was loaded twice.</source>
      <translation>Vorlage {reference} wurde zweimal geladen.</translation>
    </message>
    <message>
      <source>Asked too late</source>
      <translation>Zu spät verlangt</translation>
    </message>
    <message>
      <source>The request is too old to be carried out.</source>
      <translation>Die Anforderung ist zu alt, um ausgeführt zu werden.</translation>
    </message>
    <message>
      <source>Ask again.</source>
      <translation>Fordern Sie erneut an.</translation>
    </message>
    <message>
      <source>Plan of the doors not usable</source>
      <translation>Türplan nicht verwendbar</translation>
    </message>
    <message>
      <source>The {problem}.</source>
      <translation>Fehler: {problem}.</translation>
    </message>
    <message>
      <source>Correct the plan; nothing was changed.</source>
      <translation>Berichtigen Sie den Plan; nichts wurde geändert.</translation>
    </message>
    <message>
      <source>Not recorded</source>
      <translation>Nicht festgehalten</translation>
    </message>
    <message>
      <source>What was done is not on the disk yet: the disk does not keep up.</source>
      <translation>Der Vorgang steht noch nicht auf dem Datenträger: Dieser kommt nicht nach.</translation>
    </message>
    <message>
      <source>Check the disk of the data folder, and the log of events.</source>
      <translation>Prüfen Sie den Datenträger des Datenordners und das Ereignisprotokoll.</translation>
    </message>
    <message>
      <source>Door not found</source>
      <translation>Tür nicht gefunden</translation>
    </message>
    <message>
      <source>There is no door {door} in the plan.</source>
      <translation>Im Plan gibt es keine Tür {door}.</translation>
    </message>
    <message>
      <source>'facegate plan show' lists all.</source>
      <translation>„facegate plan show“ zeigt alle.</translation>
    </message>
    <message>
      <source>The watch list is off</source>
      <translation>Die Beobachtungsliste ist aus</translation>
    </message>
    <message>
      <source>Nobody is looked out for, so nobody can be put on the list.</source>
      <translation>Nach niemandem wird Ausschau gehalten, deshalb kann niemand auf die Liste.</translation>
    </message>
    <message>
      <source>Turn it on first, if the law lets this site have one.</source>
      <translation>Schalten Sie sie zuerst ein, wenn das Recht sie diesem Standort erlaubt.</translation>
    </message>
    <message>
      <source>No legal basis</source>
      <translation>Keine Rechtsgrundlage</translation>
    </message>
    <message>
      <source>The legal basis {problem}.</source>
      <translation>Die Rechtsgrundlage ist nicht verwendbar ({problem}).</translation>
    </message>
    <message>
      <source>Say what entitles the site to look out for this person.</source>
      <translation>Geben Sie an, was den Standort berechtigt, nach dieser Person Ausschau zu halten.</translation>
    </message>
    <message>
      <source>Region not known</source>
      <translation>Region unbekannt</translation>
    </message>
    <message>
      <source>{country} has no region {region} with holidays of its own.</source>
      <translation>{country} hat keine Region {region} mit eigenen Feiertagen.</translation>
    </message>
    <message>
      <source>Give one of: {regions}.</source>
      <translation>Geben Sie eine davon an: {regions}.</translation>
    </message>
    <message>
      <source>Country not known</source>
      <translation>Land unbekannt</translation>
    </message>
    <message>
      <source>No public holidays are known of {country}.</source>
      <translation>Von {country} sind keine Feiertage bekannt.</translation>
    </message>
    <message>
      <source>Give a code of two letters, such as DE; 'facegate plan holidays' lists all.</source>
      <translation>Geben Sie ein Kürzel aus zwei Buchstaben an, etwa DE; „facegate plan holidays“ zeigt alle.</translation>
    </message>
    <message>
      <source>Plan not possible</source>
      <translation>Plan nicht möglich</translation>
    </message>
    <message>
      <source>{problem}.</source>
      <translation>{problem}.</translation>
    </message>
    <message>
      <source>Correct one of these lines.</source>
      <translation>Berichtigen Sie eine dieser Zeilen.</translation>
    </message>
    <message>
      <source>Item of the plan not usable</source>
      <translation>Eintrag des Plans nicht verwendbar</translation>
    </message>
    <message>
      <source>A {kind} cannot be used: {reason}.</source>
      <translation>Ein Eintrag ({kind}) ist nicht verwendbar: {reason}.</translation>
    </message>
    <message>
      <source>Correct that value.</source>
      <translation>Berichtigen Sie diesen Wert.</translation>
    </message>
    <message>
      <source>Plan not readable</source>
      <translation>Plan nicht lesbar</translation>
    </message>
    <message>
      <source>The plan cannot be read: {reason}.</source>
      <translation>Der Plan lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
      <source>Correct it.</source>
      <translation>Berichtigen Sie sie.</translation>
    </message>
    <message>
      <source>Person not found</source>
      <translation>Person nicht gefunden</translation>
    </message>
    <message>
      <source>Nobody has the identifier {id}.</source>
      <translation>Niemand hat die Kennung {id}.</translation>
    </message>
    <message>
      <source>Enrol them first, or correct the identifier.</source>
      <translation>Nehmen Sie die Person zuerst auf, oder berichtigen Sie die Kennung.</translation>
    </message>
    <message>
      <source>Not in the plan</source>
      <translation>Nicht im Plan</translation>
    </message>
    <message>
      <source>There is no {kind} {id}.</source>
      <translation>Das gibt es nicht: {kind} {id}.</translation>
    </message>
    <message>
      <source>Look at the plan for what there is.</source>
      <translation>Sehen Sie im Plan nach, was es gibt.</translation>
    </message>
    <message>
      <source>Nothing to decide</source>
      <translation>Nichts zu entscheiden</translation>
    </message>
    <message>
      <source>This change waits for no approval.</source>
      <translation>Diese Änderung wartet auf keine Genehmigung.</translation>
    </message>
    <message>
      <source>Look at the list of those that do.</source>
      <translation>Sehen Sie in der Liste der wartenden nach.</translation>
    </message>
    <message>
      <source>Second person needed</source>
      <translation>Zweite Person nötig</translation>
    </message>
    <message>
      <source>Nobody can decide on their own change.</source>
      <translation>Niemand kann über die eigene Änderung entscheiden.</translation>
    </message>
    <message>
      <source>Ask somebody else to do it.</source>
      <translation>Bitten Sie jemand anderen darum.</translation>
    </message>
    <message>
      <source>In the future</source>
      <translation>In der Zukunft</translation>
    </message>
    <message>
      <source>The moment has not come yet.</source>
      <translation>Der Zeitpunkt ist noch nicht gekommen.</translation>
    </message>
    <message>
      <source>Give one that is past.</source>
      <translation>Geben Sie einen vergangenen an.</translation>
    </message>
    <message>
      <source>Day closed</source>
      <translation>Tag abgeschlossen</translation>
    </message>
    <message>
      <source>{day} is closed: its punches cannot be changed.</source>
      <translation>{day} ist abgeschlossen: Seine Stempelungen lassen sich nicht ändern.</translation>
    </message>
    <message>
      <source>Reopen the period first.</source>
      <translation>Öffnen Sie zuerst den Zeitraum wieder.</translation>
    </message>
    <message>
      <source>Reason needed</source>
      <translation>Grund nötig</translation>
    </message>
    <message>
      <source>A punch is changed for a reason of 1 to {most} characters.</source>
      <translation>Eine Stempelung wird mit einem Grund von 1 bis {most} Zeichen geändert.</translation>
    </message>
    <message>
      <source>Say why.</source>
      <translation>Geben Sie an, warum.</translation>
    </message>
    <message>
      <source>No punch</source>
      <translation>Keine Stempelung</translation>
    </message>
    <message>
      <source>This event is no punch of anybody.</source>
      <translation>Dieses Ereignis ist niemandes Stempelung.</translation>
    </message>
    <message>
      <source>Choose an event that identified somebody.</source>
      <translation>Wählen Sie ein Ereignis, bei dem jemand erkannt wurde.</translation>
    </message>
    <message>
      <source>Does not count already</source>
      <translation>Zählt schon nicht</translation>
    </message>
    <message>
      <source>This punch was voided, or the change of it does not hold.</source>
      <translation>Diese Stempelung wurde storniert, oder ihre Änderung gilt nicht.</translation>
    </message>
    <message>
      <source>There is nothing to do.</source>
      <translation>Es ist nichts zu tun.</translation>
    </message>
    <message>
      <source>Day not come yet</source>
      <translation>Tag noch nicht gekommen</translation>
    </message>
    <message>
      <source>{day} lies in the future.</source>
      <translation>{day} liegt in der Zukunft.</translation>
    </message>
    <message>
      <source>Ask for a day until today.</source>
      <translation>Wählen Sie einen Tag bis heute.</translation>
    </message>
    <message>
      <source>Days not over</source>
      <translation>Tage nicht vorbei</translation>
    </message>
    <message>
      <source>{last} is not over yet.</source>
      <translation>{last} ist noch nicht vorbei.</translation>
    </message>
    <message>
      <source>Close days until yesterday.</source>
      <translation>Schließen Sie Tage bis gestern ab.</translation>
    </message>
    <message>
      <source>No days</source>
      <translation>Keine Tage</translation>
    </message>
    <message>
      <source>{first} comes after {last}.</source>
      <translation>{first} liegt nach {last}.</translation>
    </message>
    <message>
      <source>Turn them round.</source>
      <translation>Tauschen Sie die beiden.</translation>
    </message>
    <message>
      <source>Changes not decided on</source>
      <translation>Änderungen nicht entschieden</translation>
    </message>
    <message>
      <source>Punches of these days were changed, and nobody has agreed to that yet.</source>
      <translation>Stempelungen dieser Tage wurden geändert, und noch niemand hat dem zugestimmt.</translation>
    </message>
    <message>
      <source>Approve these changes, or reject them.</source>
      <translation>Genehmigen Sie diese Änderungen, oder lehnen Sie sie ab.</translation>
    </message>
    <message>
      <source>A shift of {last} is not over yet.</source>
      <translation>Eine Schicht vom {last} ist noch nicht vorbei.</translation>
    </message>
    <message>
      <source>Close earlier days.</source>
      <translation>Schließen Sie frühere Tage ab.</translation>
    </message>
    <message>
      <source>No reason</source>
      <translation>Kein Grund</translation>
    </message>
    <message>
      <source>A period is reopened for a reason.</source>
      <translation>Ein Zeitraum wird nur mit Grund wieder geöffnet.</translation>
    </message>
    <message>
      <source>Calibration not read</source>
      <translation>Kalibrierung nicht gelesen</translation>
    </message>
    <message>
      <source>The last calibration cannot be read: {reason}.</source>
      <translation>Die letzte Kalibrierung lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
      <source>Give your account the right to read it, or calibrate again.</source>
      <translation>Geben Sie Ihrem Konto das Leserecht, oder kalibrieren Sie erneut.</translation>
    </message>
    <message>
      <source>Calibration damaged</source>
      <translation>Kalibrierung beschädigt</translation>
    </message>
    <message>
      <source>The last calibration cannot be understood.</source>
      <translation>Die letzte Kalibrierung ist nicht zu verstehen.</translation>
    </message>
    <message>
      <source>Calibrate again.</source>
      <translation>Kalibrieren Sie erneut.</translation>
    </message>
    <message>
      <source>Not calibrated</source>
      <translation>Nicht kalibriert</translation>
    </message>
    <message>
      <source>There is no calibration of the model in use.</source>
      <translation>Für das verwendete Modell gibt es keine Kalibrierung.</translation>
    </message>
    <message>
      <source>Calibrate first, then accept.</source>
      <translation>Kalibrieren Sie zuerst, und nehmen Sie dann an.</translation>
    </message>
    <message>
      <source>No model loaded</source>
      <translation>Kein Modell geladen</translation>
    </message>
    <message>
      <source>A calibration belongs to a model, and none is loaded.</source>
      <translation>Eine Kalibrierung gehört zu einem Modell, und keines ist geladen.</translation>
    </message>
    <message>
      <source>Wait until it is loaded.</source>
      <translation>Warten Sie, bis es geladen ist.</translation>
    </message>
    <message>
      <source>Calibration not kept</source>
      <translation>Kalibrierung nicht gespeichert</translation>
    </message>
    <message>
      <source>The calibration cannot be written: {reason}.</source>
      <translation>Die Kalibrierung lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
      <source>Free some space or give your account the right to write there, then calibrate again.</source>
      <translation>Schaffen Sie Platz, oder geben Sie Ihrem Konto dort das Schreibrecht, und kalibrieren Sie dann erneut.</translation>
    </message>
    <message>
      <source>Camera failed</source>
      <translation>Kamera ausgefallen</translation>
    </message>
    <message>
      <source>Reading the camera failed ({kind}).</source>
      <translation>Das Lesen der Kamera ist gescheitert ({kind}).</translation>
    </message>
    <message>
      <source>No such text</source>
      <translation>Kein solcher Text</translation>
    </message>
    <message>
      <source>There is no consent text {version} in the language {language}.</source>
      <translation>Es gibt keinen Einwilligungstext {version} in der Sprache {language}.</translation>
    </message>
    <message>
      <source>'facegate consent list' shows all texts.</source>
      <translation>„facegate consent list“ zeigt alle Texte.</translation>
    </message>
    <message>
      <source>Text not usable</source>
      <translation>Text nicht verwendbar</translation>
    </message>
    <message>
      <source>Correct the text and save it again.</source>
      <translation>Bitte den Text berichtigen und erneut speichern.</translation>
    </message>
    <message>
      <source>Nothing fills {gaps} in a text of the language {language}; it would be shown as it stands.</source>
      <translation>{gaps} wird in einem Text der Sprache {language} durch nichts ersetzt; man sähe es so, wie es da steht.</translation>
    </message>
    <message>
      <source>Use {known}, or write the words out.</source>
      <translation>Bitte {known} verwenden oder die Worte ausschreiben.</translation>
    </message>
    <message>
      <source>Consent text unknown</source>
      <translation>Einwilligungstext unbekannt</translation>
    </message>
    <message>
      <source>The text that the consent refers to was not shown here, so nobody could show it later.</source>
      <translation>Der Text, auf den sich die Einwilligung bezieht, wurde hier nicht gezeigt, also könnte ihn später niemand vorlegen.</translation>
    </message>
    <message>
      <source>Show the consent text to the person and record their consent anew.</source>
      <translation>Bitte der Person den Einwilligungstext zeigen und ihre Einwilligung neu erfassen.</translation>
    </message>
    <message>
      <source>Language not known</source>
      <translation>Sprache unbekannt</translation>
    </message>
    <message>
      <source>Give a tag such as de or pt-BR.</source>
      <translation>Bitte ein Kürzel wie de oder pt-BR angeben.</translation>
    </message>
    <message>
      <source>Consent text damaged</source>
      <translation>Einwilligungstext beschädigt</translation>
    </message>
    <message>
      <source>{path} was changed or is no text.</source>
      <translation>{path} wurde verändert oder ist kein Text.</translation>
    </message>
    <message>
      <source>Put the file back from a backup of the data folder, or save the text anew under Settings.</source>
      <translation>Bitte die Datei aus einer Sicherung des Datenordners zurückholen oder den Text unter „Einstellungen“ neu speichern.</translation>
    </message>
    <message>
      <source>Consent text not readable</source>
      <translation>Einwilligungstext nicht lesbar</translation>
    </message>
    <message>
      <source>{path} cannot be read: {reason}.</source>
      <translation>{path} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>Check that your account may read the data folder.</source>
      <translation>Bitte prüfen, ob Ihr Konto den Datenordner lesen darf.</translation>
    </message>
    <message>
      <source>Consent text not saved</source>
      <translation>Einwilligungstext nicht gespeichert</translation>
    </message>
    <message>
      <source>{path} cannot be written: {reason}.</source>
      <translation>{path} kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
      <source>Free some space or give your account the right to write there, then try again.</source>
      <translation>Schaffen Sie Platz oder geben Sie Ihrem Konto dort Schreibrecht, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
      <source>The site’s threshold is not applied</source>
      <translation>Die Schwelle des Standorts wird nicht angewandt</translation>
    </message>
    <message>
      <source>The threshold {chosen} was chosen for {before}. {model} is in use and has none of its own: nobody is identified.</source>
      <translation>Die Schwelle {chosen} wurde für {before} gewählt. {model} ist in Gebrauch und hat keine eigene: Niemand wird erkannt.</translation>
    </message>
    <message>
      <source>Calibrate, and accept a threshold for {model}.</source>
      <translation>Kalibrieren Sie, und nehmen Sie eine Schwelle für {model} an.</translation>
    </message>
    <message>
      <source>The threshold {chosen} was chosen for {before}. {model} is in use with its own threshold, {own}: strangers may be taken for somebody more often than this site allows.</source>
      <translation>Die Schwelle {chosen} wurde für {before} gewählt. {model} ist mit seiner eigenen Schwelle {own} in Gebrauch: Fremde werden womöglich öfter für jemanden gehalten, als dieser Standort zulässt.</translation>
    </message>
    <message>
      <source>Nothing to undo</source>
      <translation>Nichts zurückzunehmen</translation>
    </message>
    <message>
      <source>No correction of this event is in force.</source>
      <translation>Für dieses Ereignis gilt keine Berichtigung.</translation>
    </message>
    <message>
      <source>Look at the event in the log.</source>
      <translation>Sehen Sie das Ereignis im Protokoll an.</translation>
    </message>
    <message>
      <source>No identification</source>
      <translation>Keine Erkennung</translation>
    </message>
    <message>
      <source>Only identifications can be corrected.</source>
      <translation>Nur Erkennungen lassen sich berichtigen.</translation>
    </message>
    <message>
      <source>Choose an event that shows a person.</source>
      <translation>Wählen Sie ein Ereignis, das eine Person zeigt.</translation>
    </message>
    <message>
      <source>Nothing to correct</source>
      <translation>Nichts zu berichtigen</translation>
    </message>
    <message>
      <source>The event names this person already.</source>
      <translation>Das Ereignis nennt diese Person schon.</translation>
    </message>
    <message>
      <source>Choose another person.</source>
      <translation>Wählen Sie eine andere Person.</translation>
    </message>
    <message>
      <source>The event names nobody.</source>
      <translation>Das Ereignis nennt niemanden.</translation>
    </message>
    <message>
      <source>Say who it was instead.</source>
      <translation>Geben Sie stattdessen an, wer es war.</translation>
    </message>
    <message>
      <source>No look kept</source>
      <translation>Kein Blick aufbewahrt</translation>
    </message>
    <message>
      <source>The look of this event was not kept, or its day has passed: there is nothing to learn from.</source>
      <translation>Der Blick dieses Ereignisses wurde nicht aufbewahrt, oder seine Frist ist um: Es gibt nichts, woraus sich lernen ließe.</translation>
    </message>
    <message>
      <source>Correct the event without it. Settings decide whose looks are kept and for how long.</source>
      <translation>Berichtigen Sie das Ereignis ohne ihn. Die Einstellungen bestimmen, wessen Blicke wie lange aufbewahrt werden.</translation>
    </message>
    <message>
      <source>Look already added</source>
      <translation>Blick schon hinzugefügt</translation>
    </message>
    <message>
      <source>The look of this event is a reference of that person already.</source>
      <translation>Der Blick dieses Ereignisses ist schon eine Vorlage dieser Person.</translation>
    </message>
    <message>
      <source>Looks are not added</source>
      <translation>Blicke werden nicht hinzugefügt</translation>
    </message>
    <message>
      <source>The settings do not let confirmed looks become references.</source>
      <translation>Die Einstellungen lassen bestätigte Blicke nicht zu Vorlagen werden.</translation>
    </message>
    <message>
      <source>Correct the event without it, or turn that on under Settings, Storage.</source>
      <translation>Berichtigen Sie das Ereignis ohne ihn, oder schalten Sie das unter Einstellungen, Speicher ein.</translation>
    </message>
    <message>
      <source>Not ready</source>
      <translation>Nicht bereit</translation>
    </message>
    <message>
      <source>The models are still being loaded.</source>
      <translation>Die Modelle werden noch geladen.</translation>
    </message>
    <message>
      <source>Wait a moment and try again.</source>
      <translation>Warten Sie einen Augenblick und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>Look of another model</source>
      <translation>Blick eines anderen Modells</translation>
    </message>
    <message>
      <source>The look was made by another model than the one in use.</source>
      <translation>Der Blick stammt von einem anderen Modell als dem verwendeten.</translation>
    </message>
    <message>
      <source>Correct the event without it.</source>
      <translation>Berichtigen Sie das Ereignis ohne ihn.</translation>
    </message>
    <message>
      <source>Nobody was taken for them</source>
      <translation>Niemand wurde verwechselt</translation>
    </message>
    <message>
      <source>The event names nobody wrongly, so there is nobody whom the look is not.</source>
      <translation>Das Ereignis nennt niemanden zu Unrecht; es gibt also niemanden, der der Blick nicht ist.</translation>
    </message>
    <message>
      <source>Correct the event without keeping the look as a negative example.</source>
      <translation>Berichtigen Sie das Ereignis, ohne den Blick als Gegenbeispiel zu behalten.</translation>
    </message>
    <message>
      <source>Look not fit as a reference</source>
      <translation>Blick nicht als Vorlage geeignet</translation>
    </message>
    <message>
      <source>Attack detection did not say that a person stood there: a picture must not become a reference.</source>
      <translation>Die Täuschungserkennung hat nicht bestätigt, dass dort eine Person stand: Ein Bild darf keine Vorlage werden.</translation>
    </message>
    <message>
      <source>Correct the event without adding its look.</source>
      <translation>Berichtigen Sie das Ereignis, ohne den Blick hinzuzufügen.</translation>
    </message>
    <message>
      <source>Photograph not usable</source>
      <translation>Foto nicht verwendbar</translation>
    </message>
    <message>
      <source>Photographs of different people</source>
      <translation>Fotos verschiedener Personen</translation>
    </message>
    <message>
      <source>Photograph {number} does not show the same person as the others.</source>
      <translation>Foto {number} zeigt nicht dieselbe Person wie die anderen.</translation>
    </message>
    <message>
      <source>Remove it and try again.</source>
      <translation>Entfernen Sie es und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>Certificate not readable</source>
      <translation>Bescheinigung nicht lesbar</translation>
    </message>
    <message>
      <source>{file} cannot be read: {reason}.</source>
      <translation>{file} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>Check the name and that your account may read it.</source>
      <translation>Bitte den Namen prüfen und ob Ihr Konto sie lesen darf.</translation>
    </message>
    <message>
      <source>Certificate not written</source>
      <translation>Bescheinigung nicht geschrieben</translation>
    </message>
    <message>
      <source>{file} in {folder} cannot be written: {reason}.</source>
      <translation>{file} in {folder} kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
      <source>Not a valid certificate</source>
      <translation>Keine gültige Bescheinigung</translation>
    </message>
    <message>
      <source>{file} was changed since it was signed, or is no certificate of FaceGate.</source>
      <translation>{file} wurde seit der Signatur verändert oder ist keine Bescheinigung von FaceGate.</translation>
    </message>
    <message>
      <source>Ask for the file anew; 'certificates' in the data folder that issued it holds a copy.</source>
      <translation>Bitte die Datei neu anfordern; im ausstellenden Datenordner liegt unter „certificates“ eine Kopie.</translation>
    </message>
    <message>
      <source>Too few samples</source>
      <translation>Zu wenige Proben</translation>
    </message>
    <message>
      <source>Only {taken} of {wanted} samples were good enough.</source>
      <translation>Nur {taken} von {wanted} Proben waren gut genug.</translation>
    </message>
    <message>
      <source>Stand in front of the camera, alone and well lit, and try again.</source>
      <translation>Allein und gut beleuchtet vor die Kamera treten und es noch einmal versuchen.</translation>
    </message>
    <message>
      <source>Several lists</source>
      <translation>Mehrere Listen</translation>
    </message>
    <message>
      <source>There are {number} lists: {names}.</source>
      <translation>Es gibt {number} Listen: {names}.</translation>
    </message>
    <message>
      <source>Name the one that is meant, or leave only that one in the folder.</source>
      <translation>Nennen Sie die gemeinte, oder lassen Sie nur diese im Ordner.</translation>
    </message>
    <message>
      <source>Nobody to import</source>
      <translation>Niemand zu importieren</translation>
    </message>
    <message>
      <source>There is no list and no folder of a person.</source>
      <translation>Es gibt keine Liste und keinen Ordner einer Person.</translation>
    </message>
    <message>
      <source>Give a folder to each person, named by their identifier, or put a list (CSV) beside the photographs.</source>
      <translation>Geben Sie jeder Person einen Ordner, benannt nach ihrer Kennung, oder legen Sie eine Liste (CSV) neben die Fotos.</translation>
    </message>
    <message>
      <source>List not readable</source>
      <translation>Liste nicht lesbar</translation>
    </message>
    <message>
      <source>The list cannot be read: {reason}</source>
      <translation>Die Liste lässt sich nicht lesen: {reason}</translation>
    </message>
    <message>
      <source>Save it again.</source>
      <translation>Speichern Sie sie noch einmal.</translation>
    </message>
    <message>
      <source>Unknown encoding</source>
      <translation>Zeichenkodierung unbekannt</translation>
    </message>
    <message>
      <source>There is no encoding called {encoding}.</source>
      <translation>Es gibt keine Zeichenkodierung namens {encoding}.</translation>
    </message>
    <message>
      <source>Use utf-8, for example.</source>
      <translation>Nehmen Sie zum Beispiel utf-8.</translation>
    </message>
    <message>
      <source>Column twice</source>
      <translation>Spalte doppelt</translation>
    </message>
    <message>
      <source>The columns “{first}” and “{second}” mean the same.</source>
      <translation>Die Spalten „{first}“ und „{second}“ bedeuten dasselbe.</translation>
    </message>
    <message>
      <source>Rename or remove one of them.</source>
      <translation>Benennen Sie eine davon um, oder entfernen Sie eine.</translation>
    </message>
    <message>
      <source>Column missing</source>
      <translation>Spalte fehlt</translation>
    </message>
    <message>
      <source>The first line of the list names no column for the {what}.</source>
      <translation>In der ersten Zeile der Liste fehlt eine Spalte: {what}.</translation>
    </message>
    <message>
      <source>Name the columns in the first line: id, name, department, card, PIN, valid from, valid until, photo.</source>
      <translation>Nennen Sie die Spalten in der ersten Zeile: Kennung, Name, Abteilung, Karte, PIN, gültig ab, gültig bis, Foto.</translation>
    </message>
    <message>
      <source>Consent not attested</source>
      <translation>Einwilligung nicht bestätigt</translation>
    </message>
    <message>
      <source>Nobody attests that the people in the import agreed to face recognition.</source>
      <translation>Niemand bestätigt, dass die Personen im Import der Gesichtserkennung zugestimmt haben.</translation>
    </message>
    <message>
      <source>Attest it, or try a dry run, which stores nothing.</source>
      <translation>Bestätigen Sie es, oder machen Sie einen Probelauf, der nichts speichert.</translation>
    </message>
    <message>
      <source>Task failed</source>
      <translation>Vorgang gescheitert</translation>
    </message>
    <message>
      <source>An unexpected error stopped it ({kind}).</source>
      <translation>Ein unerwarteter Fehler hat ihn beendet ({kind}).</translation>
    </message>
    <message>
      <source>PIN not usable</source>
      <translation>PIN nicht verwendbar</translation>
    </message>
    <message>
      <source>The PIN {problem}.</source>
      <translation>Die PIN ist nicht zulässig: {problem}.</translation>
    </message>
    <message>
      <source>Choose another one.</source>
      <translation>Eine andere wählen.</translation>
    </message>
    <message>
      <source>The PIN for every day and the one for duress have to differ.</source>
      <translation>Die gewöhnliche PIN und die Bedrohungs-PIN müssen sich unterscheiden.</translation>
    </message>
    <message>
      <source>Choose another one; one digit that differs is enough.</source>
      <translation>Wählen Sie eine andere; eine abweichende Ziffer genügt.</translation>
    </message>
    <message>
      <source>Sign-in failed</source>
      <translation>Anmeldung fehlgeschlagen</translation>
    </message>
    <message>
      <source>Card and PIN are off</source>
      <translation>Karte und PIN sind ausgeschaltet</translation>
    </message>
    <message>
      <source>The settings do not let anybody sign in like this.</source>
      <translation>Nach den Einstellungen kann sich so niemand anmelden.</translation>
    </message>
    <message>
      <source>Turn it on in Settings.</source>
      <translation>In den Einstellungen einschalten.</translation>
    </message>
    <message>
      <source>Not recorded yet</source>
      <translation>Noch nicht erfasst</translation>
    </message>
    <message>
      <source>The sign-in waits to be written to the disk.</source>
      <translation>Die Anmeldung wartet darauf, auf den Datenträger geschrieben zu werden.</translation>
    </message>
    <message>
      <source>Note the time, and tell whoever looks after this terminal.</source>
      <translation>Uhrzeit notieren und der Betreuung dieses Geräts melden.</translation>
    </message>
    <message>
      <source>One record already</source>
      <translation>Schon ein Datensatz</translation>
    </message>
    <message>
      <source>Both are the same record.</source>
      <translation>Beide sind derselbe Datensatz.</translation>
    </message>
    <message>
      <source>Choose two different people.</source>
      <translation>Wählen Sie zwei verschiedene Personen.</translation>
    </message>
    <message>
      <source>Faces do not match</source>
      <translation>Gesichter stimmen nicht überein</translation>
    </message>
    <message>
      <source>The faces of the two records are farther apart (distance {distance}) than those of one person (threshold {threshold}).</source>
      <translation>Die Gesichter der beiden Datensätze liegen weiter auseinander (Abstand {distance}) als die einer Person (Schwelle {threshold}).</translation>
    </message>
    <message>
      <source>See whether it really is one person, and say so if it is.</source>
      <translation>Prüfen Sie, ob es wirklich eine Person ist, und bestätigen Sie es dann.</translation>
    </message>
    <message>
      <source>Faces not compared</source>
      <translation>Gesichter nicht verglichen</translation>
    </message>
    <message>
      <source>The faces of the two records could not be compared: there is no model that both were enrolled with, or it is not loaded.</source>
      <translation>Die Gesichter der beiden Datensätze ließen sich nicht vergleichen: Es gibt kein Modell, mit dem beide aufgenommen sind, oder es ist nicht geladen.</translation>
    </message>
    <message>
      <source>Correct it and try again.</source>
      <translation>Berichtigen Sie es und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>No samples</source>
      <translation>Keine Proben</translation>
    </message>
    <message>
      <source>There is no usable picture of the face.</source>
      <translation>Es gibt kein verwendbares Bild des Gesichts.</translation>
    </message>
    <message>
      <source>Take samples and try again.</source>
      <translation>Nehmen Sie Proben und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>Somebody else</source>
      <translation>Jemand anderes</translation>
    </message>
    <message>
      <source>The samples do not look like the person to whom they would be added.</source>
      <translation>Die Proben sehen nicht wie die Person aus, der sie hinzugefügt würden.</translation>
    </message>
    <message>
      <source>Take them of that person; or, if their face has changed that much, enrol them anew.</source>
      <translation>Proben dieser Person verwenden; hat sich ihr Gesicht so sehr verändert, sie neu aufnehmen.</translation>
    </message>
    <message>
      <source>A person was to be enrolled without models.</source>
      <translation>Eine Person sollte ohne Modelle aufgenommen werden.</translation>
    </message>
    <message>
      <source>Model was changed</source>
      <translation>Modell wurde gewechselt</translation>
    </message>
    <message>
      <source>The samples were taken with another model than the one in use now.</source>
      <translation>Die Proben wurden mit einem anderen Modell genommen als dem jetzigen.</translation>
    </message>
    <message>
      <source>Take the samples again.</source>
      <translation>Nehmen Sie die Proben noch einmal.</translation>
    </message>
    <message>
      <source>Record not written</source>
      <translation>Daten nicht geschrieben</translation>
    </message>
    <message>
      <source>Cannot write the export</source>
      <translation>Export nicht geschrieben</translation>
    </message>
    <message>
      <source>Writing {file} in {folder} failed: {reason}.</source>
      <translation>{file} ließ sich in {folder} nicht schreiben: {reason}.</translation>
    </message>
    <message>
      <source>Close the file where it is open, choose another folder, or make room on the disk.</source>
      <translation>Schließen Sie die Datei, wo sie offen ist, wählen Sie einen anderen Ordner, oder schaffen Sie Platz auf dem Datenträger.</translation>
    </message>
    <message>
      <source>{file} in {folder} is there and is not a file.</source>
      <translation>{file} in {folder} ist da und keine Datei.</translation>
    </message>
    <message>
      <source>Name a file.</source>
      <translation>Nennen Sie eine Datei.</translation>
    </message>
    <message>
      <source>No such profile</source>
      <translation>Kein solches Profil</translation>
    </message>
    <message>
      <source>The report {kind} has no columns saved as {name}.</source>
      <translation>Der Bericht {kind} hat keine unter {name} gespeicherten Spalten.</translation>
    </message>
    <message>
      <source>Choose one that there is ({known}), or save its columns first.</source>
      <translation>Wählen Sie ein vorhandenes ({known}), oder speichern Sie zuerst die Spalten.</translation>
    </message>
    <message>
      <source>Unknown format</source>
      <translation>Format unbekannt</translation>
    </message>
    <message>
      <source>The name {file} does not say whether to write CSV, XLSX or PDF.</source>
      <translation>Der Name {file} sagt nicht, ob CSV, XLSX oder PDF geschrieben wird.</translation>
    </message>
    <message>
      <source>End it with .csv, .xlsx or .pdf, or choose a format.</source>
      <translation>Lassen Sie ihn auf .csv, .xlsx oder .pdf enden, oder wählen Sie ein Format.</translation>
    </message>
    <message>
      <source>No printer</source>
      <translation>Kein Drucker</translation>
    </message>
    <message>
      <source>This installation cannot make PDF files.</source>
      <translation>Diese Installation kann keine PDF-Dateien erstellen.</translation>
    </message>
    <message>
      <source>Choose another format: XLSX or CSV.</source>
      <translation>Wählen Sie ein anderes Format: XLSX oder CSV.</translation>
    </message>
    <message>
      <source>Columns are fixed</source>
      <translation>Spalten sind fest</translation>
    </message>
    <message>
      <source>Other programs read the report {kind} by its columns.</source>
      <translation>Andere Programme lesen den Bericht {kind} nach seinen Spalten.</translation>
    </message>
    <message>
      <source>Leave the columns as they are, or choose the report timesheet.</source>
      <translation>Lassen Sie die Spalten, wie sie sind, oder wählen Sie den Stundenzettel.</translation>
    </message>
    <message>
      <source>No such column</source>
      <translation>Keine solche Spalte</translation>
    </message>
    <message>
      <source>The report {kind} has no column {column!r}, or not twice.</source>
      <translation>Der Bericht {kind} hat keine Spalte {column!r} oder nicht zweimal.</translation>
    </message>
    <message>
      <source>Choose from: {columns}.</source>
      <translation>Zur Wahl stehen: {columns}.</translation>
    </message>
    <message>
      <source>Whose days?</source>
      <translation>Wessen Tage?</translation>
    </message>
    <message>
      <source>This report is about one person.</source>
      <translation>Dieser Bericht handelt von einer Person.</translation>
    </message>
    <message>
      <source>Say who: their identifier.</source>
      <translation>Geben Sie ihre Kennung an.</translation>
    </message>
    <message>
      <source>No attendance kept</source>
      <translation>Keine Anwesenheit geführt</translation>
    </message>
    <message>
      <source>Days are not worked out here.</source>
      <translation>Tage werden hier nicht berechnet.</translation>
    </message>
    <message>
      <source>Choose the report attendance or events.</source>
      <translation>Wählen Sie den Bericht Anwesenheit oder Ereignisse.</translation>
    </message>
    <message>
      <source>No font for some letters</source>
      <translation>Schrift für einige Buchstaben fehlt</translation>
    </message>
    <message>
      <source>No installed font shows these scripts: {scripts}. Their letters are boxes in the PDF file.</source>
      <translation>Keine installierte Schrift zeigt diese Schriftsysteme: {scripts}. Ihre Buchstaben sind in der PDF-Datei Kästchen.</translation>
    </message>
    <message>
      <source>Install a font for them, such as those of the Noto family, and make the file again.</source>
      <translation>Installieren Sie eine Schrift dafür, etwa aus der Noto-Familie, und erstellen Sie die Datei neu.</translation>
    </message>
    <message>
      <source>Closed</source>
      <translation>Geschlossen</translation>
    </message>
    <message>
      <source>A camera was to be opened while the program closes.</source>
      <translation>Eine Kamera sollte geöffnet werden, während das Programm schließt.</translation>
    </message>
    <message>
      <source>Camera still closing</source>
      <translation>Kamera schließt noch</translation>
    </message>
    <message>
      <source>The camera that was in use has not let go yet.</source>
      <translation>Die bisherige Kamera ist noch nicht frei.</translation>
    </message>
    <message>
      <source>Recognition failed</source>
      <translation>Erkennung gescheitert</translation>
    </message>
    <message>
      <source>A frame could not be processed ({kind}).</source>
      <translation>Ein Bild konnte nicht verarbeitet werden ({kind}).</translation>
    </message>
    <message>
      <source>No picture</source>
      <translation>Kein Bild</translation>
    </message>
    <message>
      <source>The camera has not delivered a picture for {seconds:.0f} seconds.</source>
      <translation>Die Kamera hat seit {seconds:.0f} Sekunden kein Bild geliefert.</translation>
    </message>
    <message>
      <source>Check its cable, power and network; the connection is tried again.</source>
      <translation>Prüfen Sie Kabel, Strom und Netz; die Verbindung wird erneut versucht.</translation>
    </message>
    <message>
      <source>Settings of a newer version</source>
      <translation>Einstellungen einer neueren Version</translation>
    </message>
    <message>
      <source>The settings file has version {found}; this program knows versions up to {known}.</source>
      <translation>Die Einstellungsdatei hat Version {found}; dieses Programm kennt Versionen bis {known}.</translation>
    </message>
    <message>
      <source>Update FaceGate, or go on with the default settings.</source>
      <translation>Aktualisieren Sie FaceGate, oder arbeiten Sie mit den Voreinstellungen weiter.</translation>
    </message>
    <message>
      <source>Settings not readable</source>
      <translation>Einstellungen nicht lesbar</translation>
    </message>
    <message>
      <source>The settings file has version {found}, which no program wrote.</source>
      <translation>Die Einstellungsdatei hat Version {found}, die kein Programm geschrieben hat.</translation>
    </message>
    <message>
      <source>Go on with the default settings.</source>
      <translation>Arbeiten Sie mit den Voreinstellungen weiter.</translation>
    </message>
    <message>
      <source>Setting not valid</source>
      <translation>Einstellung nicht gültig</translation>
    </message>
    <message>
      <source>{field}: {reason}.</source>
      <translation>{field}: {reason}.</translation>
    </message>
    <message>
      <source>Data folder not writable</source>
      <translation>Datenordner nicht beschreibbar</translation>
    </message>
    <message>
      <source>Nothing can be written in {folder}: {reason}.</source>
      <translation>In {folder} kann nichts geschrieben werden: {reason}.</translation>
    </message>
    <message>
      <source>Give your account the right to write there, free some space, or choose another folder with --data-dir.</source>
      <translation>Geben Sie Ihrem Konto dort Schreibrecht, schaffen Sie Platz, oder wählen Sie mit --data-dir einen anderen Ordner.</translation>
    </message>
    <message>
      <source>Data folder not found</source>
      <translation>Datenordner nicht gefunden</translation>
    </message>
    <message>
      <source>The data folder that was chosen, {folder}, is not there.</source>
      <translation>Der gewählte Datenordner {folder} ist nicht da.</translation>
    </message>
    <message>
      <source>Connect the disk that holds it, or name a folder with --data-dir. To forget the choice, delete {note}.</source>
      <translation>Schließen Sie den Datenträger an, auf dem er liegt, oder nennen Sie mit --data-dir einen Ordner. Um die Wahl zu vergessen, löschen Sie {note}.</translation>
    </message>
    <message>
      <source>Installation incomplete</source>
      <translation>Installation unvollständig</translation>
    </message>
    <message>
      <source>The list of models is neither in {checkout} nor in {installed}.</source>
      <translation>Die Liste der Modelle ist weder in {checkout} noch in {installed}.</translation>
    </message>
    <message>
      <source>Settings file not used</source>
      <translation>Einstellungsdatei nicht verwendet</translation>
    </message>
    <message>
      <source>{reason} {outcome}</source>
      <translation>{reason} {outcome}</translation>
    </message>
    <message>
      <source>Look at {file}: correct it and put it back as {name}, or set everything again.</source>
      <translation>Sehen Sie {file} an: berichtigen Sie sie und legen Sie sie als {name} zurück, oder stellen Sie alles neu ein.</translation>
    </message>
    <message>
      <source>Settings file not readable</source>
      <translation>Einstellungsdatei nicht lesbar</translation>
    </message>
    <message>
      <source>The settings file cannot be read: {reason}.</source>
      <translation>Die Einstellungsdatei kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>Settings not saved</source>
      <translation>Einstellungen nicht gespeichert</translation>
    </message>
    <message>
      <source>Event log cut or changed</source>
      <translation>Ereignisprotokoll gekürzt oder geändert</translation>
    </message>
    <message>
      <source>After event {after}, events that were recorded are missing or were changed (found {found}).</source>
      <translation>Nach Ereignis {after} fehlen aufgezeichnete Ereignisse oder wurden geändert (gefunden: {found}).</translation>
    </message>
    <message>
      <source>Compare with a backup of the data folder, and find out who can write to it. New events are still recorded.</source>
      <translation>Vergleichen Sie mit einer Sicherung des Datenordners und finden Sie heraus, wer darin schreiben kann. Neue Ereignisse werden weiter aufgezeichnet.</translation>
    </message>
    <message>
      <source>Event not found</source>
      <translation>Ereignis nicht gefunden</translation>
    </message>
    <message>
      <source>There is no event {id}.</source>
      <translation>Es gibt kein Ereignis {id}.</translation>
    </message>
    <message>
      <source>Check the id.</source>
      <translation>Prüfen Sie die Nummer.</translation>
    </message>
    <message>
      <source>Period closed already</source>
      <translation>Zeitraum schon abgeschlossen</translation>
    </message>
    <message>
      <source>The days from {first} to {last} are closed.</source>
      <translation>Die Tage von {first} bis {last} sind abgeschlossen.</translation>
    </message>
    <message>
      <source>Reopen them first, or close other days.</source>
      <translation>Öffnen Sie sie zuerst wieder, oder schließen Sie andere Tage ab.</translation>
    </message>
    <message>
      <source>Period open</source>
      <translation>Zeitraum offen</translation>
    </message>
    <message>
      <source>The period is open already.</source>
      <translation>Der Zeitraum ist schon offen.</translation>
    </message>
    <message>
      <source>Period not found</source>
      <translation>Zeitraum nicht gefunden</translation>
    </message>
    <message>
      <source>There is no period {id}.</source>
      <translation>Es gibt keinen Zeitraum {id}.</translation>
    </message>
    <message>
      <source>List the periods.</source>
      <translation>Sehen Sie die Liste der Zeiträume an.</translation>
    </message>
    <message>
      <source>Day damaged</source>
      <translation>Tag beschädigt</translation>
    </message>
    <message>
      <source>The minutes of a person on {day} cannot be read.</source>
      <translation>Die Minuten einer Person am {day} sind nicht lesbar.</translation>
    </message>
    <message>
      <source>Work them out again: facegate attendance recompute.</source>
      <translation>Bitte neu berechnen: facegate attendance recompute.</translation>
    </message>
    <message>
      <source>Sealed data damaged</source>
      <translation>Versiegelte Daten beschädigt</translation>
    </message>
    <message>
      <source>Something sealed was changed, cut or moved to another place, so it was not opened.</source>
      <translation>Etwas Versiegeltes wurde geändert, gekürzt oder verschoben und deshalb nicht geöffnet.</translation>
    </message>
    <message>
      <source>Restore the data folder from a backup. A damaged index is built anew by itself.</source>
      <translation>Stellen Sie den Datenordner aus einer Sicherung wieder her. Ein beschädigter Index wird von selbst neu aufgebaut.</translation>
    </message>
    <message>
      <source>Correction damaged</source>
      <translation>Korrektur beschädigt</translation>
    </message>
    <message>
      <source>Event {sequence} of the log, a correction, was changed and is not heeded: what it corrected holds again.</source>
      <translation>Ereignis {sequence} des Protokolls, eine Korrektur, wurde verändert und wird nicht beachtet: Was sie korrigiert hat, gilt wieder.</translation>
    </message>
    <message>
      <source>Verify the event log, correct the event anew, and find out who can write to the data folder.</source>
      <translation>Das Ereignisprotokoll prüfen, das Ereignis neu korrigieren und feststellen, wer in den Datenordner schreiben kann.</translation>
    </message>
    <message>
      <source>Secrets not readable</source>
      <translation>Geheimnisse nicht lesbar</translation>
    </message>
    <message>
      <source>{path} holds no secrets of outputs that can be read.</source>
      <translation>{path} enthält keine lesbaren Geheimnisse von Schaltausgängen.</translation>
    </message>
    <message>
      <source>Remove the file and set the secrets again: facegate doors secret.</source>
      <translation>Entfernen Sie die Datei, und setzen Sie die Geheimnisse neu: facegate doors secret.</translation>
    </message>
    <message>
      <source>There is no person {id}.</source>
      <translation>Es gibt keine Person {id}.</translation>
    </message>
    <message>
      <source>They may have been erased.</source>
      <translation>Vielleicht wurde sie gelöscht.</translation>
    </message>
    <message>
      <source>Old data remains</source>
      <translation>Alte Daten sind geblieben</translation>
    </message>
    <message>
      <source>The damaged database {file} was kept aside and may still hold sealed data of an erased person.</source>
      <translation>Die beschädigte Datenbank {file} wurde beiseitegelegt und kann noch versiegelte Daten einer gelöschten Person enthalten.</translation>
    </message>
    <message>
      <source>Delete it as soon as it is not needed any more.</source>
      <translation>Löschen Sie sie, sobald sie nicht mehr gebraucht wird.</translation>
    </message>
    <message>
      <source>Event damaged</source>
      <translation>Ereignis beschädigt</translation>
    </message>
    <message>
      <source>Event {sequence} of the log has been changed.</source>
      <translation>Ereignis {sequence} des Protokolls wurde geändert.</translation>
    </message>
    <message>
      <source>Restore the data folder from a backup, and find out who can write to it.</source>
      <translation>Stellen Sie den Datenordner aus einer Sicherung wieder her und finden Sie heraus, wer darin schreiben kann.</translation>
    </message>
    <message>
      <source>Event log changed</source>
      <translation>Ereignisprotokoll geändert</translation>
    </message>
    <message>
      <source>Event {sequence} was changed, or one before it was removed.</source>
      <translation>Ereignis {sequence} wurde geändert, oder eines davor wurde entfernt.</translation>
    </message>
    <message>
      <source>Compare with a backup of the data folder, and find out who can write to it.</source>
      <translation>Vergleichen Sie mit einer Sicherung des Datenordners und finden Sie heraus, wer darin schreiben kann.</translation>
    </message>
    <message>
      <source>Not a gallery</source>
      <translation>Keine Galerie</translation>
    </message>
    <message>
      <source>{path} is not a gallery file.</source>
      <translation>{path} ist keine Galeriedatei.</translation>
    </message>
    <message>
      <source>Name a file that 'facegate gallery build' wrote.</source>
      <translation>Nennen Sie eine Datei, die 'facegate gallery build' geschrieben hat.</translation>
    </message>
    <message>
      <source>Gallery of another version</source>
      <translation>Galerie einer anderen Version</translation>
    </message>
    <message>
      <source>{path} was written by another version of FaceGate, in a form that this one does not know.</source>
      <translation>{path} wurde von einer anderen Version von FaceGate geschrieben, in einer Form, die diese nicht kennt.</translation>
    </message>
    <message>
      <source>Update FaceGate, or build the gallery again.</source>
      <translation>Aktualisieren Sie FaceGate, oder erstellen Sie die Galerie neu.</translation>
    </message>
    <message>
      <source>Gallery damaged</source>
      <translation>Galerie beschädigt</translation>
    </message>
    <message>
      <source>{path} was changed, cut, or put together from other files, so it was not opened.</source>
      <translation>{path} wurde verändert, gekürzt oder aus anderen Dateien zusammengesetzt und deshalb nicht geöffnet.</translation>
    </message>
    <message>
      <source>Build the gallery again from the pictures.</source>
      <translation>Erstellen Sie die Galerie neu aus den Bildern.</translation>
    </message>
    <message>
      <source>Gallery does not open</source>
      <translation>Galerie lässt sich nicht öffnen</translation>
    </message>
    <message>
      <source>The passphrase does not open {path}, or the file was changed.</source>
      <translation>Die Passphrase öffnet {path} nicht, oder die Datei wurde verändert.</translation>
    </message>
    <message>
      <source>Correct the passphrase; upper case and keyboard layout count. If it is right, build the gallery again.</source>
      <translation>Berichtigen Sie die Passphrase; Großschreibung und Tastaturbelegung zählen. Ist sie richtig, erstellen Sie die Galerie neu.</translation>
    </message>
    <message>
      <source>Gallery of another key</source>
      <translation>Galerie mit anderem Schlüssel</translation>
    </message>
    <message>
      <source>{path} was sealed with another key than the one that was named, or it was changed.</source>
      <translation>{path} wurde mit einem anderen als dem genannten Schlüssel versiegelt, oder die Datei wurde verändert.</translation>
    </message>
    <message>
      <source>Name the key that it was built with: --key.</source>
      <translation>Nennen Sie den Schlüssel, mit dem sie erstellt wurde: --key.</translation>
    </message>
    <message>
      <source>Another kind of key</source>
      <translation>Andere Art von Schlüssel</translation>
    </message>
    <message>
      <source>The gallery was built with {kind}.</source>
      <translation>Die Galerie wurde mit {kind} erstellt.</translation>
    </message>
    <message>
      <source>Name it: --key {option}.</source>
      <translation>Nennen Sie ihn: --key {option}.</translation>
    </message>
    <message>
      <source>Key missing</source>
      <translation>Schlüssel fehlt</translation>
    </message>
    <message>
      <source>There is no key in {place}.</source>
      <translation>In {place} ist kein Schlüssel.</translation>
    </message>
    <message>
      <source>Name the key that the gallery was built with: --key. Without it the gallery stays closed.</source>
      <translation>Nennen Sie den Schlüssel, mit dem die Galerie erstellt wurde: --key. Ohne ihn bleibt die Galerie verschlossen.</translation>
    </message>
    <message>
      <source>Head of the event log changed</source>
      <translation>Kopf des Ereignisprotokolls geändert</translation>
    </message>
    <message>
      <source>{path} was changed or belongs to another database.</source>
      <translation>{path} wurde geändert oder gehört zu einer anderen Datenbank.</translation>
    </message>
    <message>
      <source>Key does not fit</source>
      <translation>Schlüssel passt nicht</translation>
    </message>
    <message>
      <source>The key that was found does not open {database}.</source>
      <translation>Der gefundene Schlüssel öffnet {database} nicht.</translation>
    </message>
    <message>
      <source>Put the key back that belongs to this data folder, from the backup that the folder came from.</source>
      <translation>Legen Sie den Schlüssel zurück, der zu diesem Datenordner gehört, aus der Sicherung, von der der Ordner kam.</translation>
    </message>
    <message>
      <source>Database incomplete</source>
      <translation>Datenbank unvollständig</translation>
    </message>
    <message>
      <source>{database} does not say which key it belongs to.</source>
      <translation>{database} sagt nicht, zu welchem Schlüssel sie gehört.</translation>
    </message>
    <message>
      <source>Restore the data folder from a backup.</source>
      <translation>Stellen Sie den Datenordner aus einer Sicherung wieder her.</translation>
    </message>
    <message>
      <source>Recording falls behind</source>
      <translation>Aufzeichnung kommt nicht nach</translation>
    </message>
    <message>
      <source>{count} records wait to be written.</source>
      <translation>{count} Einträge warten darauf, geschrieben zu werden.</translation>
    </message>
    <message>
      <source>See why the disk does not take them: it may be full, very slow or disconnected.</source>
      <translation>Sehen Sie nach, warum der Datenträger sie nicht annimmt: er kann voll, sehr langsam oder getrennt sein.</translation>
    </message>
    <message>
      <source>Storage is closed</source>
      <translation>Speicher ist geschlossen</translation>
    </message>
    <message>
      <source>The data folder was closed, so nothing can be recorded any more.</source>
      <translation>Der Datenordner wurde geschlossen; es kann nichts mehr aufgezeichnet werden.</translation>
    </message>
    <message>
      <source>Wrong passphrase</source>
      <translation>Falsche Passphrase</translation>
    </message>
    <message>
      <source>The passphrase does not open the key in {path}.</source>
      <translation>Die Passphrase öffnet den Schlüssel in {path} nicht.</translation>
    </message>
    <message>
      <source>Correct the environment variable FACEGATE_PASSPHRASE; upper case and keyboard layout count. Without the passphrase the templates stay closed.</source>
      <translation>Berichtigen Sie die Umgebungsvariable FACEGATE_PASSPHRASE; Großschreibung und Tastaturbelegung zählen. Ohne die Passphrase bleiben die Vorlagen verschlossen.</translation>
    </message>
    <message>
      <source>Passphrase needed</source>
      <translation>Passphrase nötig</translation>
    </message>
    <message>
      <source>The key of this data folder is protected by a passphrase.</source>
      <translation>Der Schlüssel dieses Datenordners ist durch eine Passphrase geschützt.</translation>
    </message>
    <message>
      <source>Put the passphrase into the environment variable FACEGATE_PASSPHRASE and start FaceGate again.</source>
      <translation>Schreiben Sie die Passphrase in die Umgebungsvariable FACEGATE_PASSPHRASE, und starten Sie FaceGate neu.</translation>
    </message>
    <message>
      <source>The key that opens this data folder's templates is not there.</source>
      <translation>Der Schlüssel, der die Vorlagen dieses Datenordners öffnet, ist nicht da.</translation>
    </message>
    <message>
      <source>No keyring</source>
      <translation>Kein Schlüsselbund</translation>
    </message>
    <message>
      <source>This system offers no keyring, so the key of the templates lies in {path}, readable by your account only.</source>
      <translation>Dieses System bietet keinen Schlüsselbund, deshalb liegt der Schlüssel der Vorlagen in {path}, nur für Ihr Konto lesbar.</translation>
    </message>
    <message>
      <source>Whoever copies this file and the database can read the templates: keep backups of them apart, or set up a keyring or a passphrase before enrolling people.</source>
      <translation>Wer diese Datei und die Datenbank kopiert, kann die Vorlagen lesen: bewahren Sie Sicherungen von beiden getrennt auf, oder richten Sie vor der Aufnahme von Personen einen Schlüsselbund oder eine Passphrase ein.</translation>
    </message>
    <message>
      <source>Passphrase not used</source>
      <translation>Passphrase nicht verwendet</translation>
    </message>
    <message>
      <source>Key file not readable</source>
      <translation>Schlüsseldatei nicht lesbar</translation>
    </message>
    <message>
      <source>{path} holds no key of the kind that this database needs.</source>
      <translation>{path} enthält keinen Schlüssel der Art, die diese Datenbank braucht.</translation>
    </message>
    <message>
      <source>Put the file back from a backup of the data folder.</source>
      <translation>Legen Sie die Datei aus einer Sicherung des Datenordners zurück.</translation>
    </message>
    <message>
      <source>Keyring not usable</source>
      <translation>Schlüsselbund nicht verwendbar</translation>
    </message>
    <message>
      <source>The system's keyring could not be used: {reason}.</source>
      <translation>Der Schlüsselbund des Systems konnte nicht verwendet werden: {reason}.</translation>
    </message>
    <message>
      <source>Log in to a desktop session, unlock its keyring, and start again.</source>
      <translation>Melden Sie sich an einer grafischen Sitzung an, entsperren Sie ihren Schlüsselbund und starten Sie neu.</translation>
    </message>
    <message>
      <source>Key unknown</source>
      <translation>Schlüssel unbekannt</translation>
    </message>
    <message>
      <source>Something was sealed with the key {key}, which this data folder does not have.</source>
      <translation>Etwas wurde mit dem Schlüssel {key} versiegelt, den dieser Datenordner nicht hat.</translation>
    </message>
    <message>
      <source>Restore the data folder together with its key from a backup.</source>
      <translation>Stellen Sie den Datenordner zusammen mit seinem Schlüssel aus einer Sicherung wieder her.</translation>
    </message>
    <message>
      <source>Key not readable</source>
      <translation>Schlüssel nicht lesbar</translation>
    </message>
    <message>
      <source>The stored key of this data folder has been changed or was written by a newer FaceGate.</source>
      <translation>Der gespeicherte Schlüssel dieses Datenordners wurde geändert oder von einem neueren FaceGate geschrieben.</translation>
    </message>
    <message>
      <source>Restore the key from a backup, or update FaceGate.</source>
      <translation>Stellen Sie den Schlüssel aus einer Sicherung wieder her, oder aktualisieren Sie FaceGate.</translation>
    </message>
    <message>
      <source>FaceGate is already running</source>
      <translation>FaceGate läuft schon</translation>
    </message>
    <message>
      <source>Another FaceGate works with the data folder {folder}.</source>
      <translation>Ein anderes FaceGate arbeitet mit dem Datenordner {folder}.</translation>
    </message>
    <message>
      <source>Use the window that is open, close it first, or name another folder with --data-dir.</source>
      <translation>Benutzen Sie das offene Fenster, schließen Sie es zuerst, oder nennen Sie mit --data-dir einen anderen Ordner.</translation>
    </message>
    <message>
      <source>Not a FaceGate database</source>
      <translation>Keine FaceGate-Datenbank</translation>
    </message>
    <message>
      <source>{database} is a database of another program.</source>
      <translation>{database} ist die Datenbank eines anderen Programms.</translation>
    </message>
    <message>
      <source>Choose another data folder with --data-dir, or move that file away.</source>
      <translation>Wählen Sie mit --data-dir einen anderen Datenordner, oder schieben Sie die Datei beiseite.</translation>
    </message>
    <message>
      <source>Database is newer</source>
      <translation>Datenbank ist neuer</translation>
    </message>
    <message>
      <source>{database} was written by a newer FaceGate (schema {revision}, this program knows {known}).</source>
      <translation>{database} wurde von einem neueren FaceGate geschrieben (Schema {revision}, dieses Programm kennt {known}).</translation>
    </message>
    <message>
      <source>Update FaceGate. The database was not touched.</source>
      <translation>Aktualisieren Sie FaceGate. Die Datenbank wurde nicht angerührt.</translation>
    </message>
    <message>
      <source>Migration refused</source>
      <translation>Umstellung verweigert</translation>
    </message>
    <message>
      <source>After the update of {database}, {lost} records would belong to nobody; it was undone.</source>
      <translation>Nach der Umstellung von {database} würden {lost} Einträge zu niemandem gehören; sie wurde zurückgenommen.</translation>
    </message>
    <message>
      <source>Please report this, and go on with the FaceGate that was used before.</source>
      <translation>Bitte melden Sie das, und arbeiten Sie mit dem bisherigen FaceGate weiter.</translation>
    </message>
    <message>
      <source>Database not up to date</source>
      <translation>Datenbank nicht aktuell</translation>
    </message>
    <message>
      <source>{database} was written by an older FaceGate.</source>
      <translation>{database} wurde von einem älteren FaceGate geschrieben.</translation>
    </message>
    <message>
      <source>Start FaceGate once, which updates it.</source>
      <translation>Starten Sie FaceGate einmal; das aktualisiert sie.</translation>
    </message>
    <message>
      <source>No database yet</source>
      <translation>Noch keine Datenbank</translation>
    </message>
    <message>
      <source>The data folder {folder} holds no database: nobody is enrolled there and nothing was recorded.</source>
      <translation>Der Datenordner {folder} enthält keine Datenbank: niemand ist dort aufgenommen und nichts wurde aufgezeichnet.</translation>
    </message>
    <message>
      <source>Check the folder's name, or enrol somebody first.</source>
      <translation>Prüfen Sie den Namen des Ordners, oder nehmen Sie zuerst jemanden auf.</translation>
    </message>
    <message>
      <source>Event log gone</source>
      <translation>Ereignisprotokoll verschwunden</translation>
    </message>
    <message>
      <source>{database} was missing although events had been recorded; a new one was started. The old head is {head}.</source>
      <translation>{database} fehlte, obwohl Ereignisse aufgezeichnet waren; eine neue wurde begonnen. Der alte Kopf ist {head}.</translation>
    </message>
    <message>
      <source>Restore the data folder from a backup if the database was not removed on purpose.</source>
      <translation>Stellen Sie den Datenordner aus einer Sicherung wieder her, wenn die Datenbank nicht mit Absicht entfernt wurde.</translation>
    </message>
    <message>
      <source>No sample</source>
      <translation>Keine Probe</translation>
    </message>
    <message>
      <source>There is no usable sample of this person.</source>
      <translation>Es gibt keine verwendbare Probe dieser Person.</translation>
    </message>
    <message>
      <source>Take samples first.</source>
      <translation>Nehmen Sie zuerst Proben.</translation>
    </message>
    <message>
      <source>Template damaged</source>
      <translation>Vorlage beschädigt</translation>
    </message>
    <message>
      <source>Reference {reference} of person {subject} was changed or moved and is not used.</source>
      <translation>Vorlage {reference} der Person {subject} wurde geändert oder verschoben und wird nicht verwendet.</translation>
    </message>
    <message>
      <source>Erase this person and enrol them again, and find out who can write to the data folder.</source>
      <translation>Löschen Sie diese Person und nehmen Sie sie neu auf, und finden Sie heraus, wer im Datenordner schreiben kann.</translation>
    </message>
    <message>
      <source>Changed meanwhile</source>
      <translation>Inzwischen geändert</translation>
    </message>
    <message>
      <source>Somebody else changed this record since it was opened.</source>
      <translation>Jemand anderes hat diesen Datensatz seit dem Öffnen geändert.</translation>
    </message>
    <message>
      <source>Look at the new state and make the change again.</source>
      <translation>Sehen Sie den neuen Stand an, und ändern Sie ihn erneut.</translation>
    </message>
    <message>
      <source>No consent</source>
      <translation>Keine Einwilligung</translation>
    </message>
    <message>
      <source>Nothing of a face is stored without the person's consent.</source>
      <translation>Ohne Einwilligung der Person wird nichts von einem Gesicht gespeichert.</translation>
    </message>
    <message>
      <source>Ask the person and record their consent.</source>
      <translation>Fragen Sie die Person, und erfassen Sie ihre Einwilligung.</translation>
    </message>
    <message>
      <source>No PIN</source>
      <translation>Keine PIN</translation>
    </message>
    <message>
      <source>Who has no PIN needs none for duress, either.</source>
      <translation>Wer keine PIN hat, braucht auch keine Bedrohungs-PIN.</translation>
    </message>
    <message>
      <source>Set the PIN for every day first.</source>
      <translation>Setzen Sie zuerst die gewöhnliche PIN.</translation>
    </message>
    <message>
      <source>Identifier already taken</source>
      <translation>Kennung schon vergeben</translation>
    </message>
    <message>
      <source>Another person is enrolled with this identifier.</source>
      <translation>Eine andere Person ist mit dieser Kennung aufgenommen.</translation>
    </message>
    <message>
      <source>Give another identifier, or add samples to the person who has it.</source>
      <translation>Geben Sie eine andere Kennung an, oder fügen Sie der Person, die sie hat, Proben hinzu.</translation>
    </message>
    <message>
      <source>Card already taken</source>
      <translation>Karte schon vergeben</translation>
    </message>
    <message>
      <source>Another person has this card.</source>
      <translation>Eine andere Person hat diese Karte.</translation>
    </message>
    <message>
      <source>Give another card number, or take the card from the person who has it.</source>
      <translation>Geben Sie eine andere Kartennummer an, oder nehmen Sie die Karte der Person weg, die sie hat.</translation>
    </message>
    <message>
      <source>Database damaged: started with an empty one</source>
      <translation>Datenbank beschädigt: mit einer leeren begonnen</translation>
    </message>
    <message>
      <source>{database} could not be read. It was kept as {target}, and an empty database is in use: nobody is enrolled.</source>
      <translation>{database} konnte nicht gelesen werden. Sie wurde als {target} aufgehoben, und eine leere Datenbank ist in Gebrauch: niemand ist aufgenommen.</translation>
    </message>
    <message>
      <source>Restore the data folder from a backup, or enrol people again. Keep {target} until you have what you need.</source>
      <translation>Stellen Sie den Datenordner aus einer Sicherung wieder her, oder nehmen Sie die Personen neu auf. Behalten Sie {target}, bis Sie haben, was Sie brauchen.</translation>
    </message>
    <message>
      <source>Key changed, old one not removed</source>
      <translation>Schlüssel gewechselt, alter nicht entfernt</translation>
    </message>
    <message>
      <source>Everything is sealed with the new key, but something of the old one could not be removed ({reason}).</source>
      <translation>Alles ist mit dem neuen Schlüssel versiegelt, aber etwas vom alten ließ sich nicht entfernen ({reason}).</translation>
    </message>
    <message>
      <source>Free some space, check that your account may write the data folder, and change the key once more.</source>
      <translation>Schaffen Sie Platz, prüfen Sie, ob Ihr Konto in den Datenordner schreiben darf, und wechseln Sie den Schlüssel noch einmal.</translation>
    </message>
    <message>
      <source>Erasure not finished</source>
      <translation>Löschung nicht abgeschlossen</translation>
    </message>
    <message>
      <source>Another program reads {database}, so old sealed data is still in its write-ahead log.</source>
      <translation>Ein anderes Programm liest {database}, deshalb stehen alte versiegelte Daten noch in ihrem Schreibprotokoll.</translation>
    </message>
    <message>
      <source>Close that program and restart FaceGate, which finishes the erasure.</source>
      <translation>Schließen Sie jenes Programm und starten Sie FaceGate neu; das schließt die Löschung ab.</translation>
    </message>
    <message>
      <source>Old sealed data may still be in the write-ahead log of {database}, which could not be emptied ({reason}).</source>
      <translation>Alte versiegelte Daten können noch im Schreibprotokoll von {database} stehen, das sich nicht leeren ließ ({reason}).</translation>
    </message>
    <message>
      <source>Free some space on that disk and restart FaceGate; it tries again then, and at the next erasure.</source>
      <translation>Schaffen Sie Platz auf dem Datenträger und starten Sie FaceGate neu; dann und bei der nächsten Löschung wird es erneut versucht.</translation>
    </message>
    <message>
      <source>The template of reference {reference} is not a unit vector.</source>
      <translation>Die Vorlage {reference} ist kein Einheitsvektor.</translation>
    </message>
    <message>
      <source>Erase the person and enrol them again.</source>
      <translation>Löschen Sie die Person und nehmen Sie sie neu auf.</translation>
    </message>
    <message>
      <source>Look damaged</source>
      <translation>Blick beschädigt</translation>
    </message>
    <message>
      <source>The look of event {event} is not a unit vector.</source>
      <translation>Der Blick von Ereignis {event} ist kein Einheitsvektor.</translation>
    </message>
    <message>
      <source>It is left out; nothing else depends on it.</source>
      <translation>Er wird weggelassen; sonst hängt nichts davon ab.</translation>
    </message>
    <message>
      <source>Event {id} of the log has been changed.</source>
      <translation>Ereignis {id} des Protokolls wurde verändert.</translation>
    </message>
    <message>
      <source>Reference not found</source>
      <translation>Vorlage nicht gefunden</translation>
    </message>
    <message>
      <source>This person has no reference {reference}.</source>
      <translation>Diese Person hat keine Vorlage {reference}.</translation>
    </message>
    <message>
      <source>'facegate people show' lists the references of a person.</source>
      <translation>„facegate people show“ listet die Vorlagen einer Person.</translation>
    </message>
    <message>
      <source>Last reference</source>
      <translation>Letzte Vorlage</translation>
    </message>
    <message>
      <source>Without reference {reference} this person would not be recognised any more.</source>
      <translation>Ohne Vorlage {reference} würde diese Person nicht mehr erkannt.</translation>
    </message>
    <message>
      <source>Add samples first, or erase the person.</source>
      <translation>Fügen Sie zuerst Proben hinzu, oder löschen Sie die Person.</translation>
    </message>
    <message>
      <source>Negative example damaged</source>
      <translation>Negatives Beispiel beschädigt</translation>
    </message>
    <message>
      <source>The look that correction {correction} kept as a negative example was changed or moved and is not heeded.</source>
      <translation>Der Blick, den Korrektur {correction} als negatives Beispiel behalten hat, wurde verändert oder verschoben und wird nicht beachtet.</translation>
    </message>
    <message>
      <source>Undo that correction and find out who can write to the data folder.</source>
      <translation>Diese Korrektur zurücknehmen und feststellen, wer in den Datenordner schreiben kann.</translation>
    </message>
    <message>
      <source>Database call refused</source>
      <translation>Datenbankaufruf abgelehnt</translation>
    </message>
    <message>
      <source>The database refused a call ({kind}).</source>
      <translation>Die Datenbank hat einen Aufruf abgelehnt ({kind}).</translation>
    </message>
    <message>
      <source>File not written</source>
      <translation>Datei nicht geschrieben</translation>
    </message>
    <message>
      <source>{path} could not be changed: {reason}.</source>
      <translation>{path} konnte nicht geändert werden: {reason}.</translation>
    </message>
    <message>
      <source>Free some space on that disk, and check that your account may write there.</source>
      <translation>Schaffen Sie Platz auf dem Datenträger und prüfen Sie, ob Ihr Konto dort schreiben darf.</translation>
    </message>
    <message>
      <source>File not readable</source>
      <translation>Datei nicht lesbar</translation>
    </message>
    <message>
      <source>{path} could not be read: {reason}.</source>
      <translation>{path} konnte nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>Check that the disk is connected and that your account may read the file.</source>
      <translation>Prüfen Sie, ob der Datenträger angeschlossen ist und Ihr Konto die Datei lesen darf.</translation>
    </message>
    <message>
      <source>Writer waits for itself</source>
      <translation>Schreiber wartet auf sich selbst</translation>
    </message>
    <message>
      <source>A change was asked for on the writer's thread.</source>
      <translation>Eine Änderung wurde auf dem Thread des Schreibers verlangt.</translation>
    </message>
    <message>
      <source>Report this.</source>
      <translation>Bitte melden Sie das.</translation>
    </message>
    <message>
      <source>Opened for reading</source>
      <translation>Zum Lesen geöffnet</translation>
    </message>
    <message>
      <source>The data folder was opened for reading, so nothing can be changed.</source>
      <translation>Der Datenordner wurde zum Lesen geöffnet; es kann nichts geändert werden.</translation>
    </message>
    <message>
      <source>Change it in the running FaceGate, or close that one first.</source>
      <translation>Ändern Sie es im laufenden FaceGate, oder schließen Sie dieses zuerst.</translation>
    </message>
    <message>
      <source>Database busy</source>
      <translation>Datenbank beschäftigt</translation>
    </message>
    <message>
      <source>The change waited {seconds:.0f} seconds for its turn and was withdrawn.</source>
      <translation>Die Änderung hat {seconds:.0f} Sekunden gewartet und wurde zurückgezogen.</translation>
    </message>
    <message>
      <source>Try again; if this happens often, see whether the disk is full or very slow.</source>
      <translation>Versuchen Sie es erneut; geschieht es öfter, sehen Sie nach, ob der Datenträger voll oder sehr langsam ist.</translation>
    </message>
    <message>
      <source>Recording failed</source>
      <translation>Aufzeichnung gescheitert</translation>
    </message>
    <message>
      <source>A change could not be recorded ({kind}).</source>
      <translation>Eine Änderung konnte nicht aufgezeichnet werden ({kind}).</translation>
    </message>
    <message>
      <source>No screen</source>
      <translation>Kein Bildschirm</translation>
    </message>
    <message>
      <source>There is no graphical session here.</source>
      <translation>Hier gibt es keine grafische Sitzung.</translation>
    </message>
    <message>
      <source>Start it on a desktop, or use the commands: facegate watch, facegate enrol.</source>
      <translation>Starten Sie es auf einem Desktop, oder benutzen Sie die Befehle facegate watch und facegate enrol.</translation>
    </message>
    <message>
      <source>A system library is missing</source>
      <translation>Eine Systembibliothek fehlt</translation>
    </message>
    <message>
      <source>Qt needs libxcb-cursor0 to show a window.</source>
      <translation>Qt braucht libxcb-cursor0, um ein Fenster zu zeigen.</translation>
    </message>
    <message>
      <source>Install it: sudo apt-get install libxcb-cursor0</source>
      <translation>Installieren Sie sie: sudo apt-get install libxcb-cursor0</translation>
    </message>
    <message>
      <source>Files were changed</source>
      <translation>Dateien wurden geändert</translation>
    </message>
    <message>
      <source>The list or the files are not the same as when they were shown here.</source>
      <translation>Die Liste oder die Dateien sind nicht mehr dieselben wie bei der Anzeige hier.</translation>
    </message>
    <message>
      <source>Choose them again.</source>
      <translation>Wählen Sie sie noch einmal.</translation>
    </message>
    <message>
      <source>{file} is too large to be a plan.</source>
      <translation>{file} ist zu groß für einen Plan.</translation>
    </message>
    <message>
      <source>Choose another file.</source>
      <translation>Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
      <source>Choose a text file in UTF-8.</source>
      <translation>Wählen Sie eine Textdatei in UTF-8.</translation>
    </message>
    <message>
      <source>Plan not written</source>
      <translation>Plan nicht geschrieben</translation>
    </message>
    <message>
      <source>{file} cannot be written: {reason}.</source>
      <translation>{file} kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
      <source>Choose another folder.</source>
      <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
      <source>Too wide for paper</source>
      <translation>Zu breit für Papier</translation>
    </message>
    <message>
      <source>{columns} columns do not fit on a page.</source>
      <translation>{columns} Spalten passen nicht auf eine Seite.</translation>
    </message>
    <message>
      <source>Choose fewer columns, or another format: XLSX or CSV.</source>
      <translation>Wählen Sie weniger Spalten oder ein anderes Format: XLSX oder CSV.</translation>
    </message>
    <message>
      <source>Not printed</source>
      <translation>Nicht gedruckt</translation>
    </message>
    <message>
      <source>The printer {printer} takes nothing.</source>
      <translation>Der Drucker {printer} nimmt nichts an.</translation>
    </message>
    <message>
      <source>Look at the printer, or save the list as CSV.</source>
      <translation>Sehen Sie nach dem Drucker, oder speichern Sie die Liste als CSV.</translation>
    </message>
    <message>
      <source>Too long for paper</source>
      <translation>Zu lang für Papier</translation>
    </message>
    <message>
      <source>More than {rows} rows do not go into one PDF file.</source>
      <translation>Mehr als {rows} Zeilen passen nicht in eine PDF-Datei.</translation>
    </message>
    <message>
      <source>Choose fewer days or people, or another format: XLSX or CSV.</source>
      <translation>Wählen Sie weniger Tage oder Personen oder ein anderes Format: XLSX oder CSV.</translation>
    </message>
    <message>
      <source>Attack detection cannot work</source>
      <translation>Die Täuschungserkennung kann nicht arbeiten</translation>
    </message>
    <message>
      <source>Its models are installed and do not run here.</source>
      <translation>Ihre Modelle sind installiert und laufen hier nicht.</translation>
    </message>
    <message>
      <source>Run 'facegate doctor'; it says what is wrong.</source>
      <translation>Führen Sie „facegate doctor“ aus; das sagt, was nicht stimmt.</translation>
    </message>
    <message>
      <source>People enrolled with another model</source>
      <translation>Mit einem anderen Modell aufgenommene Personen</translation>
    </message>
    <message>
      <source>{number} people are not recognised: they were enrolled with another model than {model}.</source>
      <translation>{number} Personen werden nicht erkannt: Sie wurden mit einem anderen Modell als {model} aufgenommen.</translation>
    </message>
    <message>
      <source>New templates can be made where pictures were kept; the others have to be enrolled again.</source>
      <translation>Wo Bilder aufbewahrt wurden, lassen sich neue Vorlagen erstellen; die Übrigen müssen neu aufgenommen werden.</translation>
    </message>
    <message>
      <source>Somebody else changed it since it was read.</source>
      <translation>Jemand anderes hat es seit dem Lesen geändert.</translation>
    </message>
    <message>
      <source>Look at it again, then change it.</source>
      <translation>Sehen Sie es noch einmal an, und ändern Sie es dann.</translation>
    </message>
    <message>
      <source>Model result not usable</source>
      <translation>Ergebnis des Modells nicht verwendbar</translation>
    </message>
    <message>
      <source>{model}: {reason}.</source>
      <translation>{model}: {reason}.</translation>
    </message>
    <message>
      <source>Run 'facegate models verify'. If the files are whole, set the provider to CPU in the settings.</source>
      <translation>Führen Sie „facegate models verify“ aus. Sind die Dateien heil, stellen Sie in den Einstellungen auf den Prozessor um.</translation>
    </message>
    <message>
      <source>Not a picture</source>
      <translation>Kein Bild</translation>
    </message>
    <message>
      <source>The file is not a picture of a known format.</source>
      <translation>Die Datei ist kein Bild eines bekannten Formats.</translation>
    </message>
    <message>
      <source>Use JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP or GIF.</source>
      <translation>Nehmen Sie JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP oder GIF.</translation>
    </message>
    <message>
      <source>Picture broken</source>
      <translation>Bild beschädigt</translation>
    </message>
    <message>
      <source>The picture cannot be decoded: its data are damaged or cut off.</source>
      <translation>Das Bild lässt sich nicht entschlüsseln: seine Daten sind beschädigt oder abgeschnitten.</translation>
    </message>
    <message>
      <source>Copy the file again from where it came, or use another picture.</source>
      <translation>Kopieren Sie die Datei noch einmal von ihrem Ursprung, oder nehmen Sie ein anderes Bild.</translation>
    </message>
    <message>
      <source>Picture not readable</source>
      <translation>Bild nicht lesbar</translation>
    </message>
    <message>
      <source>The file cannot be read: {reason}.</source>
      <translation>Die Datei kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>Check that it exists and that your account may read it.</source>
      <translation>Prüfen Sie, ob es sie gibt und Ihr Konto sie lesen darf.</translation>
    </message>
    <message>
      <source>Picture too large</source>
      <translation>Bild zu groß</translation>
    </message>
    <message>
      <source>The file has more than {most} MB.</source>
      <translation>Die Datei hat mehr als {most} MB.</translation>
    </message>
    <message>
      <source>Save the picture with fewer pixels.</source>
      <translation>Speichern Sie das Bild mit weniger Pixeln.</translation>
    </message>
    <message>
      <source>The picture has {size}; at most {most} million can be read, and {side} in one direction.</source>
      <translation>Das Bild hat {size}; höchstens {most} Millionen können gelesen werden, und {side} in einer Richtung.</translation>
    </message>
    <message>
      <source>Model not installed</source>
      <translation>Modell nicht installiert</translation>
    </message>
    <message>
      <source>{model} could not be had from any source. {reasons}</source>
      <translation>{model} war aus keiner Quelle zu bekommen. {reasons}</translation>
    </message>
    <message>
      <source>Check the network, or put {files} into a folder and name it with --from.</source>
      <translation>Prüfen Sie das Netz, oder legen Sie {files} in einen Ordner und nennen Sie ihn mit --from.</translation>
    </message>
    <message>
      <source>Several models</source>
      <translation>Mehrere Modelle</translation>
    </message>
    <message>
      <source>{place} holds several models for the task {task}: {files}.</source>
      <translation>{place} enthält mehrere Modelle für die Aufgabe {task}: {files}.</translation>
    </message>
    <message>
      <source>Name the description of one of them.</source>
      <translation>Nennen Sie die Beschreibung von einem davon.</translation>
    </message>
    <message>
      <source>No model there</source>
      <translation>Kein Modell vorhanden</translation>
    </message>
    <message>
      <source>{place} holds no description (*.toml) of a model for the task {task}.</source>
      <translation>{place} enthält keine Beschreibung (*.toml) eines Modells für die Aufgabe {task}.</translation>
    </message>
    <message>
      <source>Name an installed model, a description with its file beside it, or the folder of an exported run.</source>
      <translation>Nennen Sie ein installiertes Modell, eine Beschreibung mit ihrer Datei daneben oder den Ordner eines exportierten Laufs.</translation>
    </message>
    <message>
      <source>Model description not usable</source>
      <translation>Modellbeschreibung nicht verwendbar</translation>
    </message>
    <message>
      <source>{path}: {reason}.</source>
      <translation>{path}: {reason}.</translation>
    </message>
    <message>
      <source>Mend or remove that file.</source>
      <translation>Berichtigen oder entfernen Sie diese Datei.</translation>
    </message>
    <message>
      <source>Model is the program's own</source>
      <translation>Modell gehört zum Programm</translation>
    </message>
    <message>
      <source>{path} describes {model}, which the program describes itself, in other words.</source>
      <translation>{path} beschreibt {model}, das das Programm selbst anders beschreibt.</translation>
    </message>
    <message>
      <source>Give another network another id; nothing is to be done for the program's own.</source>
      <translation>Geben Sie einem anderen Netz eine andere Kennung; für das eigene des Programms ist nichts zu tun.</translation>
    </message>
    <message>
      <source>Model id taken</source>
      <translation>Modellkennung vergeben</translation>
    </message>
    <message>
      <source>{path} describes another network, or another way to feed it, under the id {model}, which is installed here.</source>
      <translation>{path} beschreibt unter der Kennung {model}, die hier installiert ist, ein anderes Netz oder eine andere Art, es zu füttern.</translation>
    </message>
    <message>
      <source>Give it an id of its own: templates carry the id, and those of two networks cannot be compared.</source>
      <translation>Geben Sie ihm eine eigene Kennung: Vorlagen tragen die Kennung, und die zweier Netze lassen sich nicht vergleichen.</translation>
    </message>
    <message>
      <source>Model described already</source>
      <translation>Modell bereits beschrieben</translation>
    </message>
    <message>
      <source>{path} describes {model}, which is known here, in other words: its threshold, licence or notes.</source>
      <translation>{path} beschreibt {model}, das hier bekannt ist, anders: Schwelle, Lizenz oder Anmerkungen.</translation>
    </message>
    <message>
      <source>With --replace the new description takes the place of the old one.</source>
      <translation>Mit --replace tritt die neue Beschreibung an die Stelle der alten.</translation>
    </message>
    <message>
      <source>Model cannot run</source>
      <translation>Modell läuft nicht</translation>
    </message>
    <message>
      <source>Run 'facegate models install'.</source>
      <translation>Führen Sie „facegate models install“ aus.</translation>
    </message>
    <message>
      <source>Model not usable</source>
      <translation>Modell nicht verwendbar</translation>
    </message>
    <message>
      <source>The model file cannot be prepared for this program: {reason}.</source>
      <translation>Die Modelldatei lässt sich nicht für dieses Programm aufbereiten: {reason}.</translation>
    </message>
    <message>
      <source>Get the file again from the address in its description.</source>
      <translation>Holen Sie die Datei noch einmal von der Adresse in ihrer Beschreibung.</translation>
    </message>
    <message>
      <source>Crop of the wrong size</source>
      <translation>Ausschnitt von falscher Größe</translation>
    </message>
    <message>
      <source>A crop is {shape}, the embedder takes {size}.</source>
      <translation>Ein Ausschnitt ist {shape}, das Modell nimmt {size}.</translation>
    </message>
    <message>
      <source>Wrong decoder</source>
      <translation>Falscher Decoder</translation>
    </message>
    <message>
      <source>The manifest does not describe a RetinaFace.</source>
      <translation>Das Manifest beschreibt kein RetinaFace.</translation>
    </message>
    <message>
      <source>Detector of another form</source>
      <translation>Detektor anderer Bauart</translation>
    </message>
    <message>
      <source>Its outputs are {shapes}, and its description asks for 4, 2 and 10 numbers for {count} anchors.</source>
      <translation>Seine Ausgaben sind {shapes}, die Beschreibung verlangt 4, 2 und 10 Zahlen für {count} Anker.</translation>
    </message>
    <message>
      <source>Mend steps and min_sizes in the model's description, or use another model.</source>
      <translation>Berichtigen Sie steps und min_sizes in der Beschreibung des Modells, oder nehmen Sie ein anderes Modell.</translation>
    </message>
    <message>
      <source>Run 'facegate doctor'; it says what is missing. 'facegate models verify' finds damaged files.</source>
      <translation>Führen Sie „facegate doctor“ aus; es sagt, was fehlt. „facegate models verify“ findet beschädigte Dateien.</translation>
    </message>
    <message>
      <source>Installation cancelled</source>
      <translation>Installation abgebrochen</translation>
    </message>
    <message>
      <source>It was stopped before it was done.</source>
      <translation>Sie wurde beendet, bevor sie fertig war.</translation>
    </message>
    <message>
      <source>Start it again.</source>
      <translation>Starten Sie sie erneut.</translation>
    </message>
    <message>
      <source>Wrong model file</source>
      <translation>Falsche Modelldatei</translation>
    </message>
    <message>
      <source>{file} from {place} was refused: its SHA-256 is {found}, not {expected}.</source>
      <translation>{file} von {place} wurde abgelehnt: SHA-256 ist {found}, nicht {expected}.</translation>
    </message>
    <message>
      <source>Get the file again from the address in the model's description.</source>
      <translation>Holen Sie die Datei noch einmal von der Adresse in der Beschreibung des Modells.</translation>
    </message>
    <message>
      <source>{file} from {place} was refused: it has {size} bytes, not {expected}.</source>
      <translation>{file} von {place} wurde abgelehnt: sie hat {size} Bytes, nicht {expected}.</translation>
    </message>
    <message>
      <source>Source not reached</source>
      <translation>Quelle nicht erreicht</translation>
    </message>
    <message>
      <source>{place}: {reason}.</source>
      <translation>{place}: {reason}.</translation>
    </message>
    <message>
      <source>Check the network, or install from a folder with --from.</source>
      <translation>Prüfen Sie das Netz, oder installieren Sie mit --from aus einem Ordner.</translation>
    </message>
    <message>
      <source>Wrong kind of model</source>
      <translation>Falsche Art von Modell</translation>
    </message>
    <message>
      <source>{model} is not a model for the task {task}.</source>
      <translation>{model} ist kein Modell für die Aufgabe {task}.</translation>
    </message>
    <message>
      <source>Choose another one in the settings.</source>
      <translation>Wählen Sie in den Einstellungen ein anderes.</translation>
    </message>
    <message>
      <source>Model unknown</source>
      <translation>Modell unbekannt</translation>
    </message>
    <message>
      <source>There is no model {model}; known are {known}.</source>
      <translation>Es gibt kein Modell {model}; bekannt sind {known}.</translation>
    </message>
    <message>
      <source>Choose one of these in the settings.</source>
      <translation>Wählen Sie in den Einstellungen eines davon.</translation>
    </message>
    <message>
      <source>{model}: {problem}.</source>
      <translation>{model}: {problem}.</translation>
    </message>
    <message>
      <source>Folder not found</source>
      <translation>Ordner nicht gefunden</translation>
    </message>
    <message>
      <source>{folder} is not a folder.</source>
      <translation>{folder} ist kein Ordner.</translation>
    </message>
    <message>
      <source>Name another one.</source>
      <translation>Nennen Sie einen anderen.</translation>
    </message>
    <message>
      <source>Model and description do not fit</source>
      <translation>Modell und Beschreibung passen nicht zusammen</translation>
    </message>
    <message>
      <source>Correct size, layout, shape and the other facts in the model's description.</source>
      <translation>Berichtigen Sie Größe, Anordnung, Form und die übrigen Angaben in der Beschreibung des Modells.</translation>
    </message>
  </context>
  <context>
    <name>imports</name>
    <message>
      <source>The identifier is empty.</source>
      <translation>Die Kennung ist leer.</translation>
    </message>
    <message>
      <source>The {field} {problem}.</source>
      <translation>{field} {problem}.</translation>
    </message>
    <message>
      <source>The column “{column}” holds a formula, not text.</source>
      <translation>Die Spalte „{column}“ enthält eine Formel, keinen Text.</translation>
    </message>
    <message>
      <source>“{text}” in the column “{column}” is not a date; write it like 2025-03-31.</source>
      <translation>„{text}“ in der Spalte „{column}“ ist kein Datum; bitte schreiben wie 2025-03-31.</translation>
    </message>
    <message>
      <source>“{text}” in the column “{column}” can be read as two dates; write it like 2025-03-31.</source>
      <translation>„{text}“ in der Spalte „{column}“ lässt sich als zwei Daten lesen; bitte schreiben wie 2025-03-31.</translation>
    </message>
    <message>
      <source>The column “{column}” runs over several lines: a quotation mark may not be closed.</source>
      <translation>Die Spalte „{column}“ geht über mehrere Zeilen: Vielleicht fehlt ein schließendes Anführungszeichen.</translation>
    </message>
    <message>
      <source>The column “{column}” holds characters that cannot be read; choose another encoding.</source>
      <translation>Die Spalte „{column}“ enthält unlesbare Zeichen; bitte eine andere Zeichenkodierung wählen.</translation>
    </message>
    <message>
      <source>The line cannot be read: {problem}.</source>
      <translation>Die Zeile lässt sich nicht lesen: {problem}.</translation>
    </message>
    <message>
      <source>The line has {cells} cells, the heading has {columns}.</source>
      <translation>Die Zeile hat {cells} Zellen, die Kopfzeile {columns}.</translation>
    </message>
    <message>
      <source>Line {line} gives the same identifier another {field}.</source>
      <translation>Zeile {line} macht zur selben Kennung eine andere Angabe: {field}.</translation>
    </message>
    <message>
      <source>Line {line} of the same identifier cannot be used.</source>
      <translation>Zeile {line} mit derselben Kennung ist nicht verwendbar.</translation>
    </message>
    <message>
      <source>{other} has the same card number.</source>
      <translation>{other} hat dieselbe Kartennummer.</translation>
    </message>
    <message>
      <source>The folder “{other}” has the same identifier.</source>
      <translation>Der Ordner „{other}“ hat dieselbe Kennung.</translation>
    </message>
    <message>
      <source>A record with this identifier exists and differs: {fields}. It is changed when updating is on.</source>
      <translation>Ein Datensatz mit dieser Kennung ist vorhanden und weicht ab: {fields}. Er wird geändert, wenn Aktualisieren eingeschaltet ist.</translation>
    </message>
    <message>
      <source>Changed: {fields}.</source>
      <translation>Geändert: {fields}.</translation>
    </message>
    <message>
      <source>The card number differs from the stored one only by leading zeros, which spreadsheets drop; the stored one is kept.</source>
      <translation>Die Kartennummer weicht von der gespeicherten nur durch führende Nullen ab, die Tabellenprogramme weglassen; die gespeicherte bleibt.</translation>
    </message>
    <message>
      <source>The card number belongs to {other}.</source>
      <translation>Die Kartennummer gehört zu {other}.</translation>
    </message>
    <message>
      <source>The person declined face recognition; no picture of them may be used.</source>
      <translation>Die Person hat Gesichtserkennung abgelehnt; kein Bild von ihr darf verwendet werden.</translation>
    </message>
    <message>
      <source>The person is suspended; nothing of their record is changed.</source>
      <translation>Die Person ist gesperrt; an ihrem Datensatz wird nichts geändert.</translation>
    </message>
    <message>
      <source>There is no photograph.</source>
      <translation>Es gibt kein Foto.</translation>
    </message>
    <message>
      <source>None of the photographs can be used.</source>
      <translation>Keines der Fotos ist verwendbar.</translation>
    </message>
    <message>
      <source>The face matches {other}: the same person twice, or somebody who looks alike.</source>
      <translation>Das Gesicht stimmt mit {other} überein: dieselbe Person zweimal oder jemand Ähnliches.</translation>
    </message>
    <message>
      <source>Looks like {other}; unclear looks at either of them will be inconclusive.</source>
      <translation>Ähnelt {other}; undeutliche Blicke auf eine der beiden Personen bleiben unentschieden.</translation>
    </message>
    <message>
      <source>A record without a face: the person signs in by card or PIN.</source>
      <translation>Ein Datensatz ohne Gesicht: Die Person meldet sich mit Karte oder PIN an.</translation>
    </message>
    <message>
      <source>{title}: {message}</source>
      <translation>{title}: {message}</translation>
    </message>
    <message>
      <source>It could be used, but the person was not imported.</source>
      <translation>Es wäre verwendbar, aber die Person wurde nicht importiert.</translation>
    </message>
    <message>
      <source>The line or folder that it belongs to cannot be used.</source>
      <translation>Die Zeile oder der Ordner dazu ist nicht verwendbar.</translation>
    </message>
    <message>
      <source>There is no such file.</source>
      <translation>Diese Datei gibt es nicht.</translation>
    </message>
    <message>
      <source>The path leads outside the folder.</source>
      <translation>Der Pfad führt aus dem Ordner hinaus.</translation>
    </message>
    <message>
      <source>The list does not name this file.</source>
      <translation>Die Liste nennt diese Datei nicht.</translation>
    </message>
    <message>
      <source>The file lies in no person's folder.</source>
      <translation>Die Datei liegt in keinem Ordner einer Person.</translation>
    </message>
    <message>
      <source>The name does not end like that of a picture.</source>
      <translation>Der Name endet nicht wie der eines Bildes.</translation>
    </message>
    <message>
      <source>{message}</source>
      <translation>{message}</translation>
    </message>
    <message>
      <source>The same picture is there twice.</source>
      <translation>Dasselbe Bild ist zweimal da.</translation>
    </message>
    <message>
      <source>The same picture is also that of {other}.</source>
      <translation>Dasselbe Bild gehört auch zu {other}.</translation>
    </message>
    <message>
      <source>The face is not enough like that of the other photographs: somebody else, or hard to see.</source>
      <translation>Das Gesicht ähnelt dem der anderen Fotos nicht genug: jemand anderes oder schlecht zu sehen.</translation>
    </message>
    <message>
      <source>The faces in the photographs are not alike enough to be one person's for sure.</source>
      <translation>Die Gesichter auf den Fotos sind sich nicht ähnlich genug, um sicher zu einer Person zu gehören.</translation>
    </message>
    <message>
      <source>The face is not enough like the one on record: somebody else, or hard to see.</source>
      <translation>Das Gesicht ähnelt dem erfassten nicht genug: jemand anderes oder schlecht zu sehen.</translation>
    </message>
    <message>
      <source>At most {most} photographs of a person are used.</source>
      <translation>Höchstens {most} Fotos einer Person werden verwendet.</translation>
    </message>
    <message>
      <source>It is new, and the record exists. It is added when updating is on.</source>
      <translation>Es ist neu, und der Datensatz ist vorhanden. Es wird hinzugefügt, wenn Aktualisieren eingeschaltet ist.</translation>
    </message>
    <message>
      <source>It is a link; links are not followed.</source>
      <translation>Es ist eine Verknüpfung; Verknüpfungen wird nicht gefolgt.</translation>
    </message>
    <message>
      <source>It is a pipe or a device, not a file.</source>
      <translation>Dies ist eine Pipe oder ein Gerät, keine Datei.</translation>
    </message>
    <message>
      <source>The archive holds two files of this name.</source>
      <translation>Das Archiv enthält zwei Dateien dieses Namens.</translation>
    </message>
    <message>
      <source>It is encrypted.</source>
      <translation>Der Eintrag ist verschlüsselt.</translation>
    </message>
    <message>
      <source>It is packed by a method that is not known.</source>
      <translation>Der Eintrag ist mit einem unbekannten Verfahren gepackt.</translation>
    </message>
    <message>
      <source>It has more than {most} MB.</source>
      <translation>Die Datei hat mehr als {most} MB.</translation>
    </message>
    <message>
      <source>It grows more than {most} times when unpacked, as no picture does.</source>
      <translation>Entpackt wird die Datei mehr als {most}-mal so groß, wie es bei keinem Bild vorkommt.</translation>
    </message>
    <message>
      <source>Its name with its folders has more than {most} characters.</source>
      <translation>Der Name mit seinen Ordnern hat mehr als {most} Zeichen.</translation>
    </message>
    <message>
      <source>Its data are damaged.</source>
      <translation>Die Daten sind beschädigt.</translation>
    </message>
    <message>
      <source>name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>identifier</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>department</source>
      <translation>Abteilung</translation>
    </message>
    <message>
      <source>groups</source>
      <translation>Gruppen</translation>
    </message>
    <message>
      <source>card number</source>
      <translation>Kartennummer</translation>
    </message>
    <message>
      <source>validity</source>
      <translation>Gültigkeit</translation>
    </message>
    <message>
      <source>notes</source>
      <translation>Notizen</translation>
    </message>
    <message>
      <source>holds something other than digits</source>
      <translation>enthält etwas anderes als Ziffern</translation>
    </message>
    <message>
      <source>has fewer than 4 digits</source>
      <translation>hat weniger als 4 Ziffern</translation>
    </message>
    <message>
      <source>has more than 12 digits</source>
      <translation>hat mehr als 12 Ziffern</translation>
    </message>
    <message>
      <source>repeats one digit or one group of digits</source>
      <translation>wiederholt eine Ziffer oder eine Zifferngruppe</translation>
    </message>
    <message>
      <source>is a run of digits</source>
      <translation>ist eine auf- oder absteigende Ziffernfolge</translation>
    </message>
    <message>
      <source>is part of the person's own card number or identifier</source>
      <translation>steckt in der Kartennummer oder Kennung der Person</translation>
    </message>
    <message>
      <source>is empty</source>
      <translation>ist leer</translation>
    </message>
    <message>
      <source>is longer than {number} characters</source>
      <translation>ist länger als {number} Zeichen</translation>
    </message>
    <message>
      <source>valid from</source>
      <translation>gültig ab</translation>
    </message>
    <message>
      <source>valid until</source>
      <translation>gültig bis</translation>
    </message>
    <message>
      <source>PIN</source>
      <translation>PIN</translation>
    </message>
    <message>
      <source>photographs</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>ends before it begins</source>
      <translation>endet, bevor sie beginnt</translation>
    </message>
    <message>
      <source>are more than {number}</source>
      <translation>sind mehr als {number}</translation>
    </message>
    <message>
      <source>holds something other than digits and the letters A to Z</source>
      <translation>enthält etwas anderes als Ziffern und die Buchstaben A bis Z</translation>
    </message>
    <message>
      <source>are longer than {number} characters</source>
      <translation>sind länger als {number} Zeichen</translation>
    </message>
    <message>
      <source>a cell is too long, perhaps because a quotation mark is not closed</source>
      <translation>eine Zelle ist zu lang, vielleicht fehlt ein schließendes Anführungszeichen</translation>
    </message>
    <message>
      <source>Would be added</source>
      <translation>Käme hinzu</translation>
    </message>
    <message>
      <source>Would be updated</source>
      <translation>Würde aktualisiert</translation>
    </message>
    <message>
      <source>Would be used</source>
      <translation>Würde verwendet</translation>
    </message>
    <message>
      <source>Imported before</source>
      <translation>Schon importiert</translation>
    </message>
    <message>
      <source>Refused</source>
      <translation>Abgelehnt</translation>
    </message>
    <message>
      <source>Added</source>
      <translation>Hinzugefügt</translation>
    </message>
    <message>
      <source>Updated</source>
      <translation>Aktualisiert</translation>
    </message>
    <message>
      <source>Used</source>
      <translation>Verwendet</translation>
    </message>
  </context>
  <context>
    <name>printing</name>
    <message>
      <source>Made {moment} · times in {zone} · FaceGate</source>
      <translation>Erstellt {moment} · Zeiten in {zone} · FaceGate</translation>
    </message>
    <message>
      <source>Page {number} of {pages}</source>
      <translation>Seite {number} von {pages}</translation>
    </message>
    <message>
      <source>Nothing to report on these days.</source>
      <translation>An diesen Tagen ist nichts zu berichten.</translation>
    </message>
    <message>
      <source>All days</source>
      <translation>Alle Tage</translation>
    </message>
    <message>
      <source>From {day}</source>
      <translation>Ab {day}</translation>
    </message>
    <message>
      <source>Until {day}</source>
      <translation>Bis {day}</translation>
    </message>
    <message>
      <source>Total</source>
      <translation>Summe</translation>
    </message>
  </context>
  <context>
    <name>reports</name>
    <message>
      <source>Events</source>
      <translation>Ereignisse</translation>
    </message>
    <message>
      <source>Daily attendance</source>
      <translation>Tägliche Anwesenheit</translation>
    </message>
    <message>
      <source>Monthly timesheet</source>
      <translation>Monatlicher Stundenzettel</translation>
    </message>
    <message>
      <source>A person's days</source>
      <translation>Tage einer Person</translation>
    </message>
    <message>
      <source>Late and early</source>
      <translation>Zu spät und zu früh</translation>
    </message>
    <message>
      <source>Absence</source>
      <translation>Abwesenheit</translation>
    </message>
    <message>
      <source>Overtime</source>
      <translation>Überstunden</translation>
    </message>
    <message>
      <source>Exceptions</source>
      <translation>Auffälligkeiten</translation>
    </message>
    <message>
      <source>Corrections</source>
      <translation>Berichtigungen</translation>
    </message>
    <message>
      <source>Visitors</source>
      <translation>Besucher</translation>
    </message>
    <message>
      <source>Payroll</source>
      <translation>Lohnabrechnung</translation>
    </message>
    <message>
      <source>Event ID</source>
      <translation>Ereignis-ID</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <source>Type</source>
      <translation>Art</translation>
    </message>
    <message>
      <source>Result</source>
      <translation>Ergebnis</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Grund</translation>
    </message>
    <message>
      <source>Subject ID</source>
      <translation>Interne ID</translation>
    </message>
    <message>
      <source>Person ID</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Distance</source>
      <translation>Abstand</translation>
    </message>
    <message>
      <source>Margin</source>
      <translation>Vorsprung</translation>
    </message>
    <message>
      <source>Threshold</source>
      <translation>Schwelle</translation>
    </message>
    <message>
      <source>Model</source>
      <translation>Modell</translation>
    </message>
    <message>
      <source>Track</source>
      <translation>Spur</translation>
    </message>
    <message>
      <source>Source</source>
      <translation>Quelle</translation>
    </message>
    <message>
      <source>Attack detection</source>
      <translation>Täuschungserkennung</translation>
    </message>
    <message>
      <source>Corrects</source>
      <translation>Berichtigt</translation>
    </message>
    <message>
      <source>Verdict</source>
      <translation>Urteil</translation>
    </message>
    <message>
      <source>By</source>
      <translation>Durch</translation>
    </message>
    <message>
      <source>Corrected by</source>
      <translation>Berichtigt durch</translation>
    </message>
    <message>
      <source>Result in force</source>
      <translation>Geltendes Ergebnis</translation>
    </message>
    <message>
      <source>Subject ID in force</source>
      <translation>Geltende interne ID</translation>
    </message>
    <message>
      <source>Person ID in force</source>
      <translation>Geltende Kennung</translation>
    </message>
    <message>
      <source>Name in force</source>
      <translation>Geltender Name</translation>
    </message>
    <message>
      <source>Direction</source>
      <translation>Richtung</translation>
    </message>
    <message>
      <source>Time of punch</source>
      <translation>Zeit der Stempelung</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>Ort</translation>
    </message>
    <message>
      <source>About</source>
      <translation>Betrifft</translation>
    </message>
    <message>
      <source>Latency</source>
      <translation>Verzögerung</translation>
    </message>
    <message>
      <source>Attack seen by</source>
      <translation>Merkmal der Täuschung</translation>
    </message>
    <message>
      <source>Score of attack detection</source>
      <translation>Wert der Täuschungserkennung</translation>
    </message>
    <message>
      <source>Claimed subject ID</source>
      <translation>Behauptete interne ID</translation>
    </message>
    <message>
      <source>Claimed person ID</source>
      <translation>Behauptete Kennung</translation>
    </message>
    <message>
      <source>Claimed name</source>
      <translation>Behaupteter Name</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>Datum</translation>
    </message>
    <message>
      <source>First in</source>
      <translation>Erstes Kommen</translation>
    </message>
    <message>
      <source>Last out</source>
      <translation>Letztes Gehen</translation>
    </message>
    <message>
      <source>Hours</source>
      <translation>Stunden</translation>
    </message>
    <message>
      <source>Sightings</source>
      <translation>Sichtungen</translation>
    </message>
    <message>
      <source>Department</source>
      <translation>Abteilung</translation>
    </message>
    <message>
      <source>Shift</source>
      <translation>Schicht</translation>
    </message>
    <message>
      <source>Kind of day</source>
      <translation>Art des Tages</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Status</translation>
    </message>
    <message>
      <source>Required</source>
      <translation>Soll</translation>
    </message>
    <message>
      <source>Worked</source>
      <translation>Gearbeitet</translation>
    </message>
    <message>
      <source>Unpaid break</source>
      <translation>Unbezahlte Pause</translation>
    </message>
    <message>
      <source>Paid break</source>
      <translation>Bezahlte Pause</translation>
    </message>
    <message>
      <source>Late</source>
      <translation>Verspätet</translation>
    </message>
    <message>
      <source>Left early</source>
      <translation>Zu früh</translation>
    </message>
    <message>
      <source>Leave</source>
      <translation>Freistellung</translation>
    </message>
    <message>
      <source>Missing</source>
      <translation>Fehlend</translation>
    </message>
    <message>
      <source>Month</source>
      <translation>Monat</translation>
    </message>
    <message>
      <source>Days planned</source>
      <translation>Geplante Tage</translation>
    </message>
    <message>
      <source>Days present</source>
      <translation>Anwesenheitstage</translation>
    </message>
    <message>
      <source>Days absent</source>
      <translation>Fehltage</translation>
    </message>
    <message>
      <source>Days of leave</source>
      <translation>Freistellungstage</translation>
    </message>
    <message>
      <source>Regular</source>
      <translation>Regulär</translation>
    </message>
    <message>
      <source>Unplanned</source>
      <translation>Ungeplant</translation>
    </message>
    <message>
      <source>Times late</source>
      <translation>Wie oft verspätet</translation>
    </message>
    <message>
      <source>Times early</source>
      <translation>Wie oft zu früh</translation>
    </message>
    <message>
      <source>Weekend</source>
      <translation>Wochenende</translation>
    </message>
    <message>
      <source>Holiday</source>
      <translation>Feiertag</translation>
    </message>
    <message>
      <source>Unpaid leave</source>
      <translation>Unbezahlte Freistellung</translation>
    </message>
    <message>
      <source>Business trip</source>
      <translation>Dienstreise</translation>
    </message>
    <message>
      <source>Absent</source>
      <translation>Abwesend</translation>
    </message>
    <message>
      <source>Overtime 1</source>
      <translation>Überstunden 1</translation>
    </message>
    <message>
      <source>Overtime 2</source>
      <translation>Überstunden 2</translation>
    </message>
    <message>
      <source>Overtime 3</source>
      <translation>Überstunden 3</translation>
    </message>
    <message>
      <source>Not identified</source>
      <translation>Nicht erkannt</translation>
    </message>
    <message>
      <source>Inconclusive</source>
      <translation>Unentschieden</translation>
    </message>
    <message>
      <source>First seen</source>
      <translation>Zuerst gesehen</translation>
    </message>
    <message>
      <source>Last seen</source>
      <translation>Zuletzt gesehen</translation>
    </message>
    <message>
      <source>Days worked</source>
      <translation>Gearbeitete Tage</translation>
    </message>
    <message>
      <source>Paid leave</source>
      <translation>Bezahlte Freistellung</translation>
    </message>
    <message>
      <source>present</source>
      <translation>anwesend</translation>
    </message>
    <message>
      <source>half day</source>
      <translation>halber Tag</translation>
    </message>
    <message>
      <source>absent</source>
      <translation>abwesend</translation>
    </message>
    <message>
      <source>incomplete</source>
      <translation>unvollständig</translation>
    </message>
    <message>
      <source>leave</source>
      <translation>Freistellung</translation>
    </message>
    <message>
      <source>trip</source>
      <translation>Dienstreise</translation>
    </message>
    <message>
      <source>off</source>
      <translation>frei</translation>
    </message>
    <message>
      <source>open</source>
      <translation>offen</translation>
    </message>
    <message>
      <source>working</source>
      <translation>Arbeitstag</translation>
    </message>
    <message>
      <source>weekend</source>
      <translation>Wochenende</translation>
    </message>
    <message>
      <source>holiday</source>
      <translation>Feiertag</translation>
    </message>
    <message>
      <source>free</source>
      <translation>frei</translation>
    </message>
    <message>
      <source>unplanned</source>
      <translation>ungeplant</translation>
    </message>
    <message>
      <source>missing in</source>
      <translation>Kommt fehlt</translation>
    </message>
    <message>
      <source>missing out</source>
      <translation>Geht fehlt</translation>
    </message>
    <message>
      <source>missing break start</source>
      <translation>Pausenbeginn fehlt</translation>
    </message>
    <message>
      <source>missing break end</source>
      <translation>Pausenende fehlt</translation>
    </message>
    <message>
      <source>outside window</source>
      <translation>außerhalb der Schicht</translation>
    </message>
    <message>
      <source>no direction</source>
      <translation>ohne Richtung</translation>
    </message>
    <message>
      <source>worked on leave</source>
      <translation>trotz Freistellung gearbeitet</translation>
    </message>
    <message>
      <source>span missed</source>
      <translation>Schichtteil versäumt</translation>
    </message>
    <message>
      <source>in</source>
      <translation>Kommt</translation>
    </message>
    <message>
      <source>out</source>
      <translation>Geht</translation>
    </message>
    <message>
      <source>break start</source>
      <translation>Pausenbeginn</translation>
    </message>
    <message>
      <source>break end</source>
      <translation>Pausenende</translation>
    </message>
    <message>
      <source>identification</source>
      <translation>Erkennung</translation>
    </message>
    <message>
      <source>camera lost</source>
      <translation>Kamera verloren</translation>
    </message>
    <message>
      <source>camera restored</source>
      <translation>Kamera wieder da</translation>
    </message>
    <message>
      <source>recognition faulted</source>
      <translation>Erkennung angehalten</translation>
    </message>
    <message>
      <source>correction</source>
      <translation>Berichtigung</translation>
    </message>
    <message>
      <source>card</source>
      <translation>Karte</translation>
    </message>
    <message>
      <source>pin</source>
      <translation>PIN</translation>
    </message>
    <message>
      <source>punch</source>
      <translation>Stempelung</translation>
    </message>
    <message>
      <source>access</source>
      <translation>Zutritt</translation>
    </message>
    <message>
      <source>door</source>
      <translation>Tür</translation>
    </message>
    <message>
      <source>identified</source>
      <translation>erkannt</translation>
    </message>
    <message>
      <source>not identified</source>
      <translation>nicht erkannt</translation>
    </message>
    <message>
      <source>inconclusive</source>
      <translation>unentschieden</translation>
    </message>
    <message>
      <source>agreed</source>
      <translation>übereinstimmend</translation>
    </message>
    <message>
      <source>nobody enrolled</source>
      <translation>niemand aufgenommen</translation>
    </message>
    <message>
      <source>too far</source>
      <translation>nicht ähnlich genug</translation>
    </message>
    <message>
      <source>ambiguous</source>
      <translation>mehrdeutig</translation>
    </message>
    <message>
      <source>disagreeing</source>
      <translation>uneinig</translation>
    </message>
    <message>
      <source>too few looks</source>
      <translation>zu wenige Blicke</translation>
    </message>
    <message>
      <source>not calibrated</source>
      <translation>nicht kalibriert</translation>
    </message>
    <message>
      <source>negative example</source>
      <translation>negatives Beispiel</translation>
    </message>
    <message>
      <source>presentation attack</source>
      <translation>Täuschungsversuch</translation>
    </message>
    <message>
      <source>pad inconclusive</source>
      <translation>unklar, ob Person</translation>
    </message>
    <message>
      <source>face blocked</source>
      <translation>Gesicht gesperrt</translation>
    </message>
    <message>
      <source>card and pin</source>
      <translation>Karte und PIN</translation>
    </message>
    <message>
      <source>unknown number</source>
      <translation>unbekannte Nummer</translation>
    </message>
    <message>
      <source>wrong pin</source>
      <translation>falsche PIN</translation>
    </message>
    <message>
      <source>no pin</source>
      <translation>keine PIN</translation>
    </message>
    <message>
      <source>no pin given</source>
      <translation>keine PIN eingegeben</translation>
    </message>
    <message>
      <source>suspended</source>
      <translation>gesperrt</translation>
    </message>
    <message>
      <source>not valid</source>
      <translation>nicht gültig</translation>
    </message>
    <message>
      <source>locked out</source>
      <translation>Nummer muss warten</translation>
    </message>
    <message>
      <source>not assessed</source>
      <translation>nicht geprüft</translation>
    </message>
    <message>
      <source>bona fide</source>
      <translation>Person</translation>
    </message>
    <message>
      <source>attack</source>
      <translation>Täuschungsversuch</translation>
    </message>
    <message>
      <source>texture</source>
      <translation>Oberfläche</translation>
    </message>
    <message>
      <source>challenge</source>
      <translation>Bewegung</translation>
    </message>
    <message>
      <source>swap</source>
      <translation>Gesichtswechsel</translation>
    </message>
    <message>
      <source>not this person</source>
      <translation>nicht diese Person</translation>
    </message>
    <message>
      <source>is</source>
      <translation>ist es</translation>
    </message>
    <message>
      <source>undone</source>
      <translation>zurückgenommen</translation>
    </message>
    <message>
      <source>add</source>
      <translation>ergänzt</translation>
    </message>
    <message>
      <source>move</source>
      <translation>verschoben</translation>
    </message>
    <message>
      <source>void</source>
      <translation>storniert</translation>
    </message>
    <message>
      <source>approve</source>
      <translation>genehmigt</translation>
    </message>
    <message>
      <source>reject</source>
      <translation>abgelehnt</translation>
    </message>
    <message>
      <source>sent</source>
      <translation>gesendet</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>gescheitert</translation>
    </message>
    <message>
      <source>cut off</source>
      <translation>abgebrochen</translation>
    </message>
    <message>
      <source>dry run</source>
      <translation>Probelauf</translation>
    </message>
    <message>
      <source>stale</source>
      <translation>zu alt</translation>
    </message>
    <message>
      <source>held open</source>
      <translation>offen gehalten</translation>
    </message>
    <message>
      <source>closed</source>
      <translation>geschlossen</translation>
    </message>
    <message>
      <source>opened</source>
      <translation>geöffnet</translation>
    </message>
    <message>
      <source>lock down</source>
      <translation>Türsperre</translation>
    </message>
    <message>
      <source>lock down ended</source>
      <translation>Türsperre beendet</translation>
    </message>
    <message>
      <source>alarm</source>
      <translation>Alarm</translation>
    </message>
    <message>
      <source>acknowledged</source>
      <translation>quittiert</translation>
    </message>
    <message>
      <source>reset</source>
      <translation>zurückgesetzt</translation>
    </message>
    <message>
      <source>forced</source>
      <translation>aufgebrochen</translation>
    </message>
    <message>
      <source>allowed</source>
      <translation>zugelassen</translation>
    </message>
    <message>
      <source>denied</source>
      <translation>abgelehnt</translation>
    </message>
    <message>
      <source>needs approval</source>
      <translation>Genehmigung nötig</translation>
    </message>
  </context>
  <context>
    <name>settings</name>
    <message>
      <source>Camera</source>
      <translation>Kamera</translation>
    </message>
    <message>
      <source>Number, name or address of the camera; auto takes the first one, or the demo where there is none.</source>
      <translation>Nummer, Name oder Adresse der Kamera; auto nimmt die erste, und wo keine ist, die Vorführung.</translation>
    </message>
    <message>
      <source>Detector</source>
      <translation>Detektor</translation>
    </message>
    <message>
      <source>The model that finds faces.</source>
      <translation>Das Modell, das Gesichter findet.</translation>
    </message>
    <message>
      <source>Recognition model</source>
      <translation>Erkennungsmodell</translation>
    </message>
    <message>
      <source>The model that tells faces apart. People enrolled with another model are not found with this one.</source>
      <translation>Das Modell, das Gesichter unterscheidet. Wer mit einem anderen aufgenommen wurde, wird mit diesem nicht gefunden.</translation>
    </message>
    <message>
      <source>Threshold</source>
      <translation>Schwelle</translation>
    </message>
    <message>
      <source>Largest squared distance at which two faces are the same person; smaller is stricter.</source>
      <translation>Größter quadrierter Abstand, bei dem zwei Gesichter dieselbe Person sind; kleiner ist strenger.</translation>
    </message>
    <message>
      <source>Margin</source>
      <translation>Vorsprung</translation>
    </message>
    <message>
      <source>How much farther the second person must be, so that nobody is taken for somebody alike.</source>
      <translation>Wie viel weiter die zweite Person entfernt sein muss, damit niemand mit jemand Ähnlichem verwechselt wird.</translation>
    </message>
    <message>
      <source>Agreeing looks</source>
      <translation>Übereinstimmende Blicke</translation>
    </message>
    <message>
      <source>How many looks at a face must name the same person.</source>
      <translation>Wie viele Blicke auf ein Gesicht dieselbe Person nennen müssen.</translation>
    </message>
    <message>
      <source>Looks counted</source>
      <translation>Gezählte Blicke</translation>
    </message>
    <message>
      <source>Among how many of the last looks they must agree.</source>
      <translation>Unter wie vielen der letzten Blicke sie übereinstimmen müssen.</translation>
    </message>
    <message>
      <source>Cool-down</source>
      <translation>Sperrzeit</translation>
    </message>
    <message>
      <source>Seconds after an identification in which the same person is not logged again.</source>
      <translation>Sekunden nach einer Erkennung, in denen dieselbe Person nicht noch einmal aufgezeichnet wird.</translation>
    </message>
    <message>
      <source>Computed on</source>
      <translation>Gerechnet auf</translation>
    </message>
    <message>
      <source>The graphics card when it works, else the processor; or one of them.</source>
      <translation>Der Grafikkarte, wenn sie funktioniert, sonst dem Prozessor; oder einem von beiden.</translation>
    </message>
    <message>
      <source>Detection size</source>
      <translation>Suchgröße</translation>
    </message>
    <message>
      <source>Pixels of the longer side in which faces are searched; more finds smaller faces and takes longer.</source>
      <translation>Pixel der längeren Seite, in denen Gesichter gesucht werden; mehr findet kleinere Gesichter und dauert länger.</translation>
    </message>
    <message>
      <source>Keep enrolment pictures</source>
      <translation>Aufnahmebilder behalten</translation>
    </message>
    <message>
      <source>Store the pictures of an enrolment, encrypted; without it only the templates are kept.</source>
      <translation>Bilder einer Aufnahme verschlüsselt speichern; sonst bleiben nur die Vorlagen.</translation>
    </message>
    <message>
      <source>Keep looks</source>
      <translation>Blicke aufbewahren</translation>
    </message>
    <message>
      <source>Store each visit's best face template, encrypted, so that a correction can teach; with everyone this is biometric data of people who never consented, too. Nobody’s also erases all negative examples, which stay without a time limit otherwise.</source>
      <translation>Von jedem Besuch die beste Gesichtsvorlage verschlüsselt speichern, damit eine Korrektur lehren kann; bei „alle“ sind das auch biometrische Daten von Personen, die nie eingewilligt haben. „Niemand“ löscht auch alle negativen Beispiele, die sonst unbefristet bleiben.</translation>
    </message>
    <message>
      <source>Days for looks</source>
      <translation>Tage für Blicke</translation>
    </message>
    <message>
      <source>After this many days a kept look is erased, unless a correction made it a negative example or a reference; a shorter time holds at once for those that are kept.</source>
      <translation>Nach so vielen Tagen wird ein behaltener Blick gelöscht, außer eine Korrektur hat ihn zum negativen Beispiel oder zur Referenz gemacht; eine kürzere Zeit gilt sofort auch für die vorhandenen.</translation>
    </message>
    <message>
      <source>Add confirmed looks</source>
      <translation>Bestätigte Blicke hinzufügen</translation>
    </message>
    <message>
      <source>Let an operator who confirms a good look add it to the person's references; never happens by itself, and can be undone.</source>
      <translation>Wer einen guten Blick bestätigt, darf ihn den Vorlagen der Person hinzufügen; geschieht nie von selbst und lässt sich zurücknehmen.</translation>
    </message>
    <message>
      <source>Confirmed looks a person</source>
      <translation>Bestätigte Blicke je Person</translation>
    </message>
    <message>
      <source>Beyond this many the oldest confirmed look of the person rests; the samples of the enrolment always stay.</source>
      <translation>Darüber hinaus ruht der älteste bestätigte Blick der Person; die Proben der Aufnahme bleiben immer.</translation>
    </message>
    <message>
      <source>Card or PIN</source>
      <translation>Karte oder PIN</translation>
    </message>
    <message>
      <source>Let people sign in on the live page with a card, or a number and a PIN: whoever declines face recognition needs a way that is just as good.</source>
      <translation>Auf der Live-Seite mit einer Karte oder mit Nummer und PIN anmelden: Wer Gesichtserkennung ablehnt, braucht einen gleich guten Weg.</translation>
    </message>
    <message>
      <source>Attempts</source>
      <translation>Versuche</translation>
    </message>
    <message>
      <source>Failed tries with one number before it has to wait; the whole terminal waits after some more, whatever the numbers.</source>
      <translation>Fehlversuche mit einer Nummer, bevor sie warten muss; nach einigen mehr wartet das ganze Gerät, gleich mit welchen Nummern.</translation>
    </message>
    <message>
      <source>First wait</source>
      <translation>Erste Wartezeit</translation>
    </message>
    <message>
      <source>Seconds that a number waits then; each further failure doubles it.</source>
      <translation>Sekunden, die eine Nummer dann wartet; jeder weitere Fehlversuch verdoppelt sie.</translation>
    </message>
    <message>
      <source>Longest wait</source>
      <translation>Längste Wartezeit</translation>
    </message>
    <message>
      <source>Seconds that a number waits at the most; a new PIN ends the wait.</source>
      <translation>Sekunden, die eine Nummer höchstens wartet; eine neue PIN beendet das Warten.</translation>
    </message>
    <message>
      <source>Responsible</source>
      <translation>Verantwortlich</translation>
    </message>
    <message>
      <source>Name and address of the organisation that people give their consent to; shown in the text.</source>
      <translation>Name und Anschrift der Organisation, der die Einwilligung erteilt wird; steht im Text.</translation>
    </message>
    <message>
      <source>Contact</source>
      <translation>Kontakt</translation>
    </message>
    <message>
      <source>Where consent is withdrawn and a copy of one's data is asked for: a person, address or number.</source>
      <translation>Wo man widerruft und eine Kopie seiner Daten verlangt: eine Person, Adresse oder Nummer.</translation>
    </message>
    <message>
      <source>Direction</source>
      <translation>Richtung</translation>
    </message>
    <message>
      <source>What a recognition at this gate means: coming, leaving, what the person says by a key on the screen, or nothing; then comings and leavings take turns.</source>
      <translation>Was eine Erkennung an diesem Eingang bedeutet: Kommen, Gehen, was die Person mit einer Taste am Bildschirm angibt, oder nichts; dann wechseln sich Kommen und Gehen ab.</translation>
    </message>
    <message>
      <source>Key counts for</source>
      <translation>Taste gilt für</translation>
    </message>
    <message>
      <source>Seconds in which whoever pressed a key is recognised, or was.</source>
      <translation>Sekunden vor oder nach dem Tastendruck, in denen die Person erkannt wird.</translation>
    </message>
    <message>
      <source>Said aloud</source>
      <translation>Ansage</translation>
    </message>
    <message>
      <source>Whether a short sound, or a voice, tells people that they were recognised and whether a door opens; a voice says their name, but never why somebody is refused.</source>
      <translation>Ob ein kurzer Ton oder eine Stimme sagt, dass jemand erkannt wurde und ob eine Tür öffnet; die Stimme nennt den Namen, aber nie, warum jemand abgewiesen wird.</translation>
    </message>
    <message>
      <source>Time zone</source>
      <translation>Zeitzone</translation>
    </message>
    <message>
      <source>Decides when a day of attendance begins; an IANA name such as Europe/Berlin.</source>
      <translation>Bestimmt, wann ein Anwesenheitstag beginnt; ein IANA-Name wie Europe/Berlin.</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>Erscheinung</translation>
    </message>
    <message>
      <source>Light or dark, or as the system has it.</source>
      <translation>Hell oder dunkel, oder wie das System es hat.</translation>
    </message>
    <message>
      <source>Directions</source>
      <translation>Richtungen</translation>
    </message>
    <message>
      <source>Whether a sighting without a direction takes turns, in and out, or does not count.</source>
      <translation>Ob Sichtungen ohne Richtung abwechselnd als Kommt und Geht zählen oder gar nicht.</translation>
    </message>
    <message>
      <source>Working time</source>
      <translation>Arbeitszeit</translation>
    </message>
    <message>
      <source>From the first coming to the last leaving, or every coming with the leaving that follows it.</source>
      <translation>Vom ersten Kommen bis zum letzten Gehen oder jedes Kommen mit dem folgenden Gehen.</translation>
    </message>
    <message>
      <source>Duplicates</source>
      <translation>Doppelte</translation>
    </message>
    <message>
      <source>Seconds after a punch in which another one that says the same does not count.</source>
      <translation>Sekunden nach einer Stempelung, in denen eine weitere gleiche nicht zählt.</translation>
    </message>
    <message>
      <source>Day begins</source>
      <translation>Tagesbeginn</translation>
    </message>
    <message>
      <source>Minutes after midnight at which a day begins for whoever has no shift.</source>
      <translation>Minuten nach Mitternacht, zu denen der Tag für alle ohne Schicht beginnt.</translation>
    </message>
    <message>
      <source>Second person</source>
      <translation>Zweite Person</translation>
    </message>
    <message>
      <source>Whether a changed punch counts only when somebody else has approved it.</source>
      <translation>Ob eine geänderte Stempelung erst zählt, wenn jemand anderes sie genehmigt hat.</translation>
    </message>
    <message>
      <source>Presentation attacks</source>
      <translation>Täuschungsversuche</translation>
    </message>
    <message>
      <source>Standard refuses what it recognises as a picture or a screen; strict also asks everybody for a movement; off needs a reason, which is logged.</source>
      <translation>„Standard“ weist ab, was als Bild oder Bildschirm erkannt wird; „Streng“ verlangt außerdem von allen eine Bewegung; „Aus“ braucht einen Grund, der protokolliert wird.</translation>
    </message>
    <message>
      <source>Reason for off</source>
      <translation>Grund für das Ausschalten</translation>
    </message>
    <message>
      <source>Why pictures and screens may pass here; it goes into the audit log, so name nobody.</source>
      <translation>Warum Bilder und Bildschirme hier durchkommen dürfen; steht im Prüfprotokoll, deshalb bitte ohne Namen.</translation>
    </message>
    <message>
      <source>Recognition</source>
      <translation>Erkennung</translation>
    </message>
    <message>
      <source>Storage</source>
      <translation>Speicherung</translation>
    </message>
    <message>
      <source>Consent</source>
      <translation>Einwilligung</translation>
    </message>
    <message>
      <source>Gate</source>
      <translation>Eingang</translation>
    </message>
    <message>
      <source>Site</source>
      <translation>Standort</translation>
    </message>
    <message>
      <source>Appearance</source>
      <translation>Aussehen</translation>
    </message>
    <message>
      <source>Graphics card if possible</source>
      <translation>Grafikkarte, wenn möglich</translation>
    </message>
    <message>
      <source>Processor</source>
      <translation>Prozessor</translation>
    </message>
    <message>
      <source>Graphics card (CUDA)</source>
      <translation>Grafikkarte (CUDA)</translation>
    </message>
    <message>
      <source>Nobody’s</source>
      <translation>Niemandes</translation>
    </message>
    <message>
      <source>Of enrolled people</source>
      <translation>Von Aufgenommenen</translation>
    </message>
    <message>
      <source>Everyone’s</source>
      <translation>Von allen</translation>
    </message>
    <message>
      <source>Do not count</source>
      <translation>Zählen nicht</translation>
    </message>
    <message>
      <source>Take turns</source>
      <translation>Im Wechsel</translation>
    </message>
    <message>
      <source>From the first to the last</source>
      <translation>Vom ersten bis zum letzten</translation>
    </message>
    <message>
      <source>Every pair</source>
      <translation>Jedes Paar</translation>
    </message>
    <message>
      <source>Taking turns</source>
      <translation>Im Wechsel</translation>
    </message>
    <message>
      <source>Coming</source>
      <translation>Kommen</translation>
    </message>
    <message>
      <source>Leaving</source>
      <translation>Gehen</translation>
    </message>
    <message>
      <source>By a key on the screen</source>
      <translation>Mit Taste am Bildschirm</translation>
    </message>
    <message>
      <source>Nothing</source>
      <translation>Nichts</translation>
    </message>
    <message>
      <source>A short sound</source>
      <translation>Ein kurzer Ton</translation>
    </message>
    <message>
      <source>A voice</source>
      <translation>Eine Stimme</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
  </context>
</TS>
