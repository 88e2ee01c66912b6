<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>KeyBar</name>
    <message>
        <source>The organ&apos;s key</source>
        <translation>机关密钥</translation>
    </message>
    <message>
        <source>Key open: {0}</source>
        <translation>密钥已打开：{0}</translation>
    </message>
    <message>
        <source>Without the organ&apos;s key nothing can be opened.</source>
        <translation>没有机关密钥，什么也打不开。</translation>
    </message>
    <message>
        <source>Choose key file…</source>
        <translation>选择密钥文件…</translation>
    </message>
    <message>
        <source>Open key</source>
        <translation>打开密钥</translation>
    </message>
    <message>
        <source>Put key away</source>
        <translation>收起密钥</translation>
    </message>
    <message>
        <source>Passphrase of the key</source>
        <translation>密钥口令</translation>
    </message>
</context>
<context>
    <name>OriginalSheet</name>
    <message>
        <source>The original is in {0}. Open it on a machine apart only.</source>
        <translation>原件已保存到 {0}。请只在隔离的电脑上打开。</translation>
    </message>
    <message>
        <source>The original of {0}</source>
        <translation>取“{0}”的原件</translation>
    </message>
    <message>
        <source>The original</source>
        <translation>取附件原件</translation>
    </message>
    <message>
        <source>Take the original out</source>
        <translation>取出原件</translation>
    </message>
    <message>
        <source>It may carry traces of the reporter and harmful parts; the cleaned copy is enough for reading. Who takes it and why is written in the trail first.</source>
        <translation>原件可能留有举报人的痕迹，也可能带有有害内容；阅读用清洁副本即可。谁取、为何取，先行留痕。</translation>
    </message>
</context>
<context>
    <name>PassUpSheet</name>
    <message>
        <source>{0}: passed up sealed; nothing of it can be read here any more.</source>
        <extracomment>It went up.</extracomment>
        <translation>{0}：已封转上级机关，本机关不能再查看其内容。</translation>
    </message>
    <message>
        <source>Pass up sealed to {0}</source>
        <translation>封转{0}</translation>
    </message>
    <message>
        <source>Pass up sealed</source>
        <translation>封转上级</translation>
    </message>
    <message>
        <source>The report with its files, supplements and answers is sealed anew to that organ; here it is emptied and only its line in the sealed ledger stays. The reporter&apos;s receipt goes on. It cannot be undone.</source>
        <translation>举报内容、附件、补充和答复将重新加密给上级机关；本机关的密封件随即清空，只在封转台账留一条记录。举报人的查询码继续有效。此操作不能撤销。</translation>
    </message>
</context>
<context>
    <name>ReportPanel</name>
    <message>
        <source>{0} supplements are with the petition now.</source>
        <translation>已将 {0} 份补充转入信访件。</translation>
    </message>
    <message>
        <source>Registered as {0}.</source>
        <translation>已登记为 {0}。</translation>
    </message>
    <message>
        <source>The reporter reads the answer with his receipt.</source>
        <translation>举报人凭查询码读到答复。</translation>
    </message>
    <message>
        <source>Open what came since</source>
        <translation>开封新到材料</translation>
    </message>
    <message>
        <source>Accused</source>
        <translation>被举报人</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>职级</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系方式</translation>
    </message>
    <message>
        <source>given, see below</source>
        <translation>已留，见下文</translation>
    </message>
    <message>
        <source>We answered</source>
        <translation>本机关答复</translation>
    </message>
    <message>
        <source>The reporter wrote</source>
        <translation>举报人</translation>
    </message>
    <message>
        <source>Contact: {0}</source>
        <translation>联系方式：{0}</translation>
    </message>
    <message>
        <source>Save cleaned copy</source>
        <translation>另存清洁副本</translation>
    </message>
    <message>
        <source>Original…</source>
        <translation>原件…</translation>
    </message>
    <message>
        <source>Cleaned copy</source>
        <translation>清洁副本</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>No report chosen</source>
        <translation>没有选中举报件</translation>
    </message>
    <message>
        <source>Sealed to the organ</source>
        <translation>已密封给本机关</translation>
    </message>
    <message>
        <source>Open the organ&apos;s key above, then open the report.</source>
        <translation>先在上方打开机关密钥，再开封。</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>尚未开封</translation>
    </message>
    <message>
        <source>Opening it is written in the trail.</source>
        <translation>开封会记入留痕。</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>开封</translation>
    </message>
    <message>
        <source>Take in as petition</source>
        <translation>收为信访件</translation>
    </message>
    <message>
        <source>Pass up sealed…</source>
        <translation>封转上级…</translation>
    </message>
    <message>
        <source>Pass the supplement on</source>
        <translation>补充转入信访件</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>Answer, sealed to the reporter&apos;s receipt</source>
        <translation>答复内容，密封给持查询码的举报人</translation>
    </message>
</context>
<context>
    <name>ReportsPage</name>
    <message>
        <source>What citizens filed over the web to this organ, by half-day: when exactly, and from where, is known to nobody. Choose the key file and open it with its passphrase, then Enter opens the chosen report; each opening is in the trail. Files are shown as cleaned copies, the originals stay sealed. An answer is read by whoever has the receipt.</source>
        <translation>群众网上举报到本机关的件，只记上午或下午：准确时间和来处谁也不知道。先选密钥文件并输入口令，再按回车开封；每次开封都留痕。附件只看清洁副本，原件封存。答复由持查询码的人读取。</translation>
    </message>
    <message>
        <source>Entrance</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Half-day</source>
        <translation>半日</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>往来</translation>
    </message>
    <message>
        <source>Whose turn</source>
        <translation>待谁回复</translation>
    </message>
    <message>
        <source>Ours</source>
        <translation>本机关</translation>
    </message>
    <message>
        <source>The reporter&apos;s</source>
        <translation>举报人</translation>
    </message>
    <message>
        <source>Web reports</source>
        <translation>网上举报</translation>
    </message>
    <message>
        <source>Every state</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Nothing was filed</source>
        <translation>没有举报件</translation>
    </message>
    <message>
        <source>What citizens send over the web stands here.</source>
        <translation>群众网上提交的举报会列在这里。</translation>
    </message>
</context>
</TS>
