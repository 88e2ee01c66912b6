<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>FormPage</name>
    <message>
        <source>The sheets of this thing, request or case, the newest act first. Choose one, read it as it will be printed (Page Up, Page Down), then Ctrl+P prints it and Ctrl+S saves it as PDF. The first print gives the sheet its number; each one after it is a copy (副本) and needs a reason.</source>
        <translation>这里是该物品、申请或案件的单据，最近办理的在最前。选中后即可看到打印效果（PgUp、PgDn 翻页），Ctrl+P 打印，Ctrl+S 另存为 PDF。首次打印时编号；此后再打印即为副本，须注明原因。</translation>
    </message>
    <message>
        <source>as of now</source>
        <translation>截至现在</translation>
    </message>
    <message>
        <source>{0}, printed {1} times</source>
        <translation>{0}，已打印 {1} 次</translation>
    </message>
    <message>
        <source>Gathering what it says…</source>
        <translation>正在汇集单据内容…</translation>
    </message>
    <message>
        <source>Making the form…</source>
        <translation>正在生成单据…</translation>
    </message>
    <message>
        <source>Save the form</source>
        <translation>保存单据</translation>
    </message>
    <message>
        <source>An extract of the books as they stand now.</source>
        <translation>按系统当前记载生成。</translation>
    </message>
    <message>
        <source>Printed before: this print is a copy (副本).</source>
        <translation>已打印过，本次打印为副本。</translation>
    </message>
    <message>
        <source>More has happened since: it is printed anew as {0}.</source>
        <translation>此后又有办理，仍以 {0} 号重新打印。</translation>
    </message>
    <message>
        <source>Not printed yet: it gets its number when it is printed.</source>
        <translation>尚未打印，打印时编号。</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>第 {0} 页，共 {1} 页</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>单据</translation>
    </message>
    <message>
        <source>One for each who gets a copy, with his name on it</source>
        <translation>每联各打一份，标明联次</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Save PDF…</source>
        <translation>另存为 PDF…</translation>
    </message>
    <message>
        <source>Sign…</source>
        <translation>签字…</translation>
    </message>
    <message>
        <source>This paper was stopped before it was whole</source>
        <translation>这份单据没有做完就停下了</translation>
    </message>
    <message>
        <source>Nothing of it was kept. A long ledger takes a while: its pages are counted above.</source>
        <translation>没有留下任何内容。很长的台账需要一些时间，上方会显示做到第几页。</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Page before (Page Up)</source>
        <translation>上一页（PgUp）</translation>
    </message>
    <message>
        <source>Next page (Page Down)</source>
        <translation>下一页（PgDn）</translation>
    </message>
</context>
<context>
    <name>TakeOut</name>
    <message>
        <source>Making the form…</source>
        <extracomment>It stands in the books.</extracomment>
        <translation>正在生成单据…</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>正在打印…</translation>
    </message>
    <message>
        <source>Printing was stopped after page {0}.</source>
        <translation>打印已在第 {0} 页后停止。</translation>
    </message>
    <message>
        <source>The printer may still give out the pages that it has.</source>
        <translation>打印机可能还会打出已收到的页。</translation>
    </message>
    <message>
        <source>Stopped: nothing came out.</source>
        <translation>已停止：没有打印出任何内容。</translation>
    </message>
    <message>
        <source>The print stands in the books; the next one needs a reason.</source>
        <translation>这次打印已记入账内，再次打印须写明原因。</translation>
    </message>
    <message>
        <source>Given to the printer.</source>
        <translation>已送打印机。</translation>
    </message>
    <message>
        <source>The printer did not take the form.</source>
        <translation>打印机没有接收单据。</translation>
    </message>
    <message>
        <source>See to the printer, then print once more; give the reason “printer failed”.</source>
        <translation>请检查打印机后再打印一次，原因填写“打印机故障”。</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>The file could not be written: {0}</source>
        <translation>文件无法写入：{0}</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
</context>
</TS>
