<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>KeyBar</name>
    <message>
        <source>The organ&apos;s key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key open: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the organ&apos;s key nothing can be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose key file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put key away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase of the key</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportPanel</name>
    <message>
        <source>Taken in: it is a petition now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reporter reads the answer with his receipt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Post</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>given, see below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reporter wrote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contact: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save cleaned copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cleaned copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No report chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sealed to the organ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the organ&apos;s key above, then open the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening it is written in the trail.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take in as petition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer, sealed to the reporter&apos;s receipt</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>What citizens filed over the web to this organ, by half-day: when exactly, and from where, is known to nobody. Choose the key file and open it with its passphrase, then Enter opens the chosen report; each opening is in the trail. Files are shown as cleaned copies, the originals stay sealed. An answer is read by whoever has the receipt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entrance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Half-day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reporter&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was filed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What citizens send over the web stands here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
