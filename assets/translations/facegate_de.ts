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
  </context>
  <context>
    <name>DistanceBar</name>
    <message>
      <source>Distance {distance}, threshold {threshold}</source>
      <translation>Abstand {distance}, Schwelle {threshold}</translation>
    </message>
  </context>
  <context>
    <name>EnrolCameraDialog</name>
    <message>
      <source>Enrol through the camera</source>
      <translation>Mit der Kamera aufnehmen</translation>
    </message>
    <message>
      <source>&amp;Take again</source>
      <translation>&amp;Neu beginnen</translation>
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
      <source>Good. Hold still and look at the camera.</source>
      <translation>Gut so. Bitte stillhalten und in die Kamera schauen.</translation>
    </message>
    <message>
      <source>Read the text and tick the box to begin.</source>
      <translation>Zum Beginnen den Text lesen und das Kästchen ankreuzen.</translation>
    </message>
    <message>
      <source>All samples are taken. Enter name and identifier.</source>
      <translation>Alle Proben sind da. Bitte Name und Kennung eingeben.</translation>
    </message>
    <message>
      <source>Look straight at the camera.</source>
      <translation>Bitte gerade in die Kamera schauen.</translation>
    </message>
    <message>
      <source>{taken} of {wanted}</source>
      <translation>{taken} von {wanted}</translation>
    </message>
    <message>
      <source>Samples: {taken} of {wanted}</source>
      <translation>Proben: {taken} von {wanted}</translation>
    </message>
  </context>
  <context>
    <name>EnrolForm</name>
    <message>
      <source>The person agrees to &amp;this text</source>
      <translation>Die Person stimmt &amp;diesem Text zu</translation>
    </message>
    <message>
      <source>I agree to &amp;this text</source>
      <translation>Ich stimme &amp;diesem Text zu</translation>
    </message>
    <message>
      <source>Consent</source>
      <translation>Einwilligung</translation>
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
      <source>Your own number for the person, such as a payroll number. Each is used once.</source>
      <translation>Ihre eigene Nummer für die Person, etwa die Personalnummer. Jede nur einmal.</translation>
    </message>
  </context>
  <context>
    <name>EnrolPhotosDialog</name>
    <message>
      <source>Enrol from photographs</source>
      <translation>Aus Fotos aufnehmen</translation>
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
      <source>&amp;Enrol</source>
      <translation>&amp;Aufnehmen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
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
      <source>This identifier belongs to {person}. Choose another one.</source>
      <translation>Diese Kennung gehört zu {person}. Bitte eine andere wählen.</translation>
    </message>
  </context>
  <context>
    <name>EraseDialog</name>
    <message>
      <source>Erase a person</source>
      <translation>Person löschen</translation>
    </message>
    <message>
      <source>Erase this person?</source>
      <translation>Diese Person löschen?</translation>
    </message>
    <message>
      <source>Name, identifier, face templates, pictures and consent are removed, from backups too.</source>
      <translation>Name, Kennung, Gesichtsvorlagen, Bilder und Einwilligung werden entfernt, auch aus Sicherungen.</translation>
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
      <source>This cannot be undone.</source>
      <translation>Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
      <source>&amp;Erase</source>
      <translation>&amp;Löschen</translation>
    </message>
    <message>
      <source>Erasing…</source>
      <translation>Wird gelöscht …</translation>
    </message>
    <message>
      <source>Erasing a person</source>
      <translation>Eine Person wird gelöscht</translation>
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
      <source>The notice above says why.</source>
      <translation>Der Hinweis oben sagt, warum.</translation>
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
  </context>
  <context>
    <name>ExportDialog</name>
    <message>
      <source>Export</source>
      <translation>Exportieren</translation>
    </message>
    <message>
      <source>&amp;Attendance: first in, last out, hours per person and day</source>
      <translation>&amp;Anwesenheit: erstes Kommen, letztes Gehen, Stunden je Person und Tag</translation>
    </message>
    <message>
      <source>&amp;Events: every identification and camera fault</source>
      <translation>&amp;Ereignisse: jede Erkennung und Kamerastörung</translation>
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
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>&amp;Browse…</source>
      <translation>&amp;Durchsuchen …</translation>
    </message>
    <message>
      <source>E&amp;xport</source>
      <translation>E&amp;xportieren</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>to</source>
      <translation>bis</translation>
    </message>
    <message>
      <source>Days</source>
      <translation>Tage</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>Da&amp;tei</translation>
    </message>
    <message>
      <source>Export to a CSV file</source>
      <translation>In eine CSV-Datei exportieren</translation>
    </message>
    <message>
      <source>Exporting</source>
      <translation>Export</translation>
    </message>
    <message>
      <source>The last day lies before the first.</source>
      <translation>Der letzte Tag liegt vor dem ersten.</translation>
    </message>
    <message>
      <source>Export to</source>
      <translation>Exportieren nach</translation>
    </message>
    <message>
      <source>CSV files</source>
      <translation>CSV-Dateien</translation>
    </message>
    <message>
      <source>Events read: {number}</source>
      <translation>Gelesene Ereignisse: {number}</translation>
    </message>
    <message>
      <source>Cancelled. No file was written.</source>
      <translation>Abgebrochen. Es wurde keine Datei geschrieben.</translation>
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
      <source>Earlier</source>
      <translation>Vorher</translation>
    </message>
    <message>
      <source>Unknown person</source>
      <translation>Unbekannte Person</translation>
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
      <source>Settings</source>
      <translation>Einstellungen</translation>
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
      <source>{name} is recognised from now on.</source>
      <translation>{name} wird von nun an erkannt.</translation>
    </message>
    <message>
      <source>Enrolled</source>
      <translation>Aufgenommen</translation>
    </message>
    <message>
      <source>Removed: {references} templates, {pictures} pictures, {backups} backups cleaned.</source>
      <translation>Entfernt: {references} Vorlagen, {pictures} Bilder; {backups} Sicherungen bereinigt.</translation>
    </message>
    <message>
      <source>The person was erased</source>
      <translation>Die Person wurde gelöscht</translation>
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
    <name>OptionalEditor</name>
    <message>
      <source>Own value</source>
      <translation>Eigener Wert</translation>
    </message>
    <message>
      <source>{setting}: own value</source>
      <translation>{setting}: eigener Wert</translation>
    </message>
  </context>
  <context>
    <name>PeoplePage</name>
    <message>
      <source>Enrolled people</source>
      <translation>Aufgenommene Personen</translation>
    </message>
    <message>
      <source>Search by name or identifier</source>
      <translation>Nach Name oder Kennung suchen</translation>
    </message>
    <message>
      <source>Search people</source>
      <translation>Personen suchen</translation>
    </message>
    <message>
      <source>Re&amp;name…</source>
      <translation>Um&amp;benennen …</translation>
    </message>
    <message>
      <source>E&amp;rase…</source>
      <translation>&amp;Löschen …</translation>
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
      <source>Nobody found</source>
      <translation>Niemand gefunden</translation>
    </message>
    <message>
      <source>The people could not be read</source>
      <translation>Die Personen konnten nicht gelesen werden</translation>
    </message>
    <message>
      <source>The notice above says why.</source>
      <translation>Der Hinweis oben sagt, warum.</translation>
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
      <source>No name and no identifier contains “{text}”.</source>
      <translation>Kein Name und keine Kennung enthält „{text}“.</translation>
    </message>
    <message>
      <source>Found: {number}</source>
      <translation>Gefunden: {number}</translation>
    </message>
    <message>
      <source>Enrolled: {number}</source>
      <translation>Aufgenommen: {number}</translation>
    </message>
  </context>
  <context>
    <name>PeopleTableModel</name>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Identifier</source>
      <translation>Kennung</translation>
    </message>
    <message>
      <source>Enrolled on</source>
      <translation>Aufgenommen am</translation>
    </message>
    <message>
      <source>Last seen</source>
      <translation>Zuletzt gesehen</translation>
    </message>
    <message>
      <source>Samples</source>
      <translation>Proben</translation>
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
    <message>
      <source>not assessed</source>
      <translation>nicht geprüft</translation>
    </message>
  </context>
  <context>
    <name>PersonDialog</name>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>It belongs to {person}.</source>
      <translation>Sie gehört zu {person}.</translation>
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
    <name>RecentList</name>
    <message>
      <source>Last people</source>
      <translation>Letzte Personen</translation>
    </message>
  </context>
  <context>
    <name>RenameDialog</name>
    <message>
      <source>Rename</source>
      <translation>Umbenennen</translation>
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
      <source>&amp;Identifier</source>
      <translation>&amp;Kennung</translation>
    </message>
    <message>
      <source>Renaming</source>
      <translation>Umbenennung</translation>
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
      <source>Data folder</source>
      <translation>Datenordner</translation>
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
      <source>The model's own value is known when it is loaded.</source>
      <translation>Der Wert des Modells ist bekannt, sobald es geladen ist.</translation>
    </message>
    <message>
      <source>Default of {model}: {threshold}. Source: {source} ({date}).</source>
      <translation>Voreinstellung von {model}: {threshold}. Quelle: {source} ({date}).</translation>
    </message>
    <message>
      <source>False matches there: 1 in {number}.</source>
      <translation>Falsche Treffer dort: 1 von {number}.</translation>
    </message>
    <message>
      <source>Being applied…</source>
      <translation>Wird übernommen …</translation>
    </message>
  </context>
  <context>
    <name>StatusItems</name>
    <message>
      <source>Presentation attack: not assessed</source>
      <translation>Täuschungsversuch: nicht geprüft</translation>
    </message>
    <message>
      <source>Whether a face is a photograph or a screen is not checked. Do not rely on it at an open door.</source>
      <translation>Ob ein Gesicht ein Foto oder ein Bildschirm ist, wird nicht geprüft. Verlassen Sie sich an einer offenen Tür nicht darauf.</translation>
    </message>
    <message>
      <source>Models not loaded</source>
      <translation>Modelle nicht geladen</translation>
    </message>
    <message>
      <source>Runs on {provider}</source>
      <translation>Läuft auf {provider}</translation>
    </message>
    <message>
      <source>Enrolled: {number}</source>
      <translation>Aufgenommen: {number}</translation>
    </message>
    <message>
      <source>{fps} fps</source>
      <translation>{fps} Bilder/s</translation>
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
    <name>VideoView</name>
    <message>
      <source>Live picture</source>
      <translation>Livebild</translation>
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
      <translation>Zwei Personen sind zu ähnlich, um sie zu unterscheiden.</translation>
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
      <source>The picture is blurred. Hold still.</source>
      <translation>Das Bild ist unscharf. Bitte stillhalten.</translation>
    </message>
    <message>
      <source>The face cannot be seen clearly. Take off what covers it.</source>
      <translation>Das Gesicht ist nicht deutlich zu sehen. Bitte ablegen, was es verdeckt.</translation>
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
      <source>Blurred</source>
      <translation>Unscharf</translation>
    </message>
    <message>
      <source>Not clear</source>
      <translation>Nicht deutlich</translation>
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
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unusable vector in the index</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Vectors of shape {shape} are not finite or not of dimension {dimension}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unusable probe</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A probe of shape {shape} is not finite or not of dimension {dimension}.</source>
      <translation type="unfinished" />
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
      <source>Search index damaged</source>
      <translation>Suchindex beschädigt</translation>
    </message>
    <message>
      <source>The kept search index of {count} references does not hold together.</source>
      <translation>Der aufbewahrte Suchindex mit {count} Vorlagen ist in sich nicht schlüssig.</translation>
    </message>
    <message>
      <source>Reference twice in the gallery</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reference {reference} was loaded twice.</source>
      <translation type="unfinished" />
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
      <source>Cannot write the export</source>
      <translation>Export nicht geschrieben</translation>
    </message>
    <message>
      <source>Writing {file} failed: {reason}.</source>
      <translation>Das Schreiben von {file} ist gescheitert: {reason}.</translation>
    </message>
    <message>
      <source>Close the file where it is open, choose another folder, or make room on the disk.</source>
      <translation>Schließen Sie die Datei, wo sie offen ist, wählen Sie einen anderen Ordner, oder schaffen Sie Platz auf dem Datenträger.</translation>
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
      <source>Task failed</source>
      <translation>Vorgang gescheitert</translation>
    </message>
    <message>
      <source>An unexpected error stopped it ({kind}).</source>
      <translation>Ein unerwarteter Fehler hat ihn beendet ({kind}).</translation>
    </message>
    <message>
      <source>Already enrolled</source>
      <translation>Schon aufgenommen</translation>
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
      <source>Correct it and try again.</source>
      <translation>Berichtigen Sie es und versuchen Sie es erneut.</translation>
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
      <source>Correct that value.</source>
      <translation>Berichtigen Sie diesen Wert.</translation>
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
      <source>Install FaceGate again.</source>
      <translation>Installieren Sie FaceGate neu.</translation>
    </message>
    <message>
      <source>Settings file not used</source>
      <translation>Einstellungsdatei nicht verwendet</translation>
    </message>
    <message>
      <source>{reason} The default settings are in force.</source>
      <translation>{reason} Es gelten die Voreinstellungen.</translation>
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
      <source>Correct it.</source>
      <translation>Berichtigen Sie sie.</translation>
    </message>
    <message>
      <source>Settings not saved</source>
      <translation>Einstellungen nicht gespeichert</translation>
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
      <source>Person not found</source>
      <translation>Person nicht gefunden</translation>
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
      <source>Start FaceGate again.</source>
      <translation>Starten Sie FaceGate neu.</translation>
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
      <source>Try again, with attention to upper case and keyboard layout. Without it the templates stay closed.</source>
      <translation>Versuchen Sie es erneut und achten Sie auf Großschreibung und Tastaturbelegung. Ohne sie bleiben die Vorlagen verschlossen.</translation>
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
      <source>Start FaceGate with the passphrase.</source>
      <translation>Starten Sie FaceGate mit der Passphrase.</translation>
    </message>
    <message>
      <source>Key missing</source>
      <translation>Schlüssel fehlt</translation>
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
      <source>Name not usable</source>
      <translation>Name nicht verwendbar</translation>
    </message>
    <message>
      <source>The name {reason}.</source>
      <translation>Der Name ist nicht verwendbar ({reason}).</translation>
    </message>
    <message>
      <source>Give a name of 1 to {limit} characters.</source>
      <translation>Geben Sie einen Namen mit 1 bis {limit} Zeichen an.</translation>
    </message>
    <message>
      <source>Identifier not usable</source>
      <translation>Kennung nicht verwendbar</translation>
    </message>
    <message>
      <source>The identifier {reason}.</source>
      <translation>Die Kennung ist nicht verwendbar ({reason}).</translation>
    </message>
    <message>
      <source>Give an identifier of 1 to {limit} characters.</source>
      <translation>Geben Sie eine Kennung mit 1 bis {limit} Zeichen an.</translation>
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
      <translation type="unfinished" />
    </message>
    <message>
      <source>A change was asked for on the writer's thread.</source>
      <translation type="unfinished" />
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
      <source>Crop of the wrong size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A crop is {shape}, the embedder takes {size}.</source>
      <translation type="unfinished" />
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
      <source>Use JPEG, PNG, WebP, AVIF, TIFF, BMP or GIF.</source>
      <translation>Nehmen Sie JPEG, PNG, WebP, AVIF, TIFF, BMP oder GIF.</translation>
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
      <source>Model cannot run</source>
      <translation>Modell läuft nicht</translation>
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
      <source>Run 'facegate models install'.</source>
      <translation>Führen Sie „facegate models install“ aus.</translation>
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
      <source>Recognition</source>
      <translation>Erkennung</translation>
    </message>
    <message>
      <source>Storage</source>
      <translation>Speicherung</translation>
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
