<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>LocationsPage</name>
    <message>
        <source>Every place with what it takes and how full it is. Scanning a place&apos;s code opens it; F4 prints its code; F3 reads every label on it in one photograph; Ctrl+N makes a place under the chosen one; Enter in the table opens the card.</source>
        <translation>列出每个库位可放何物、占用多少。扫描库位码即打开该库位；F4 打印库位码；F3 拍一张照片读出架上全部标签；Ctrl+N 在所选位置下新建库位；在表格中按回车打开物品卡。</translation>
    </message>
    <message>
        <source>The code of {0} was printed.</source>
        <translation>{0} 的库位标签已打印。</translation>
    </message>
    <message>
        <source>Printed already. What became of the old label?</source>
        <translation>已打印过。旧标签去向？</translation>
    </message>
    <message>
        <source>A new label for the place {0}; the old one is void</source>
        <translation>补打库位 {0} 的标签；旧标签作废</translation>
    </message>
    <message>
        <source>Code as PDF</source>
        <translation>库位码 PDF</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>Lies here</source>
        <translation>现存</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>可存类别</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Places below</source>
        <translation>下级库位</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>库位码</translation>
    </message>
    <message>
        <source>Nothing lies here itself</source>
        <translation>此处本身不存放物品</translation>
    </message>
    <message>
        <source>Choose one of the places below it in the tree.</source>
        <translation>请在左侧选择它的下级库位。</translation>
    </message>
    <message>
        <source>This place is empty</source>
        <translation>此库位是空的</translation>
    </message>
    <message>
        <source>Scan its code when something is put here.</source>
        <translation>放入物品时请扫描库位码。</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>库位</translation>
    </message>
    <message>
        <source>New place</source>
        <translation>新建库位</translation>
    </message>
    <message>
        <source>Visitors</source>
        <translation>出入登记</translation>
    </message>
    <message>
        <source>Print its code</source>
        <translation>打印库位码</translation>
    </message>
    <message>
        <source>Photograph the shelf</source>
        <translation>整架拍照</translation>
    </message>
    <message>
        <source>No places yet</source>
        <translation>还没有库位</translation>
    </message>
    <message>
        <source>Make the room first, then its zones, racks and shelves.</source>
        <translation>先建库房，再建区、架、层格。</translation>
    </message>
</context>
<context>
    <name>NewPlaceSheet</name>
    <message>
        <source>Place {0} is made; print its code and fix it there.</source>
        <translation>库位 {0} 已建；请打印库位码并贴在该处。</translation>
    </message>
    <message>
        <source>New place</source>
        <translation>新建库位</translation>
    </message>
    <message>
        <source>Make place</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Under {0}</source>
        <translation>上级：{0}</translation>
    </message>
    <message>
        <source>At the top of the tree</source>
        <translation>作为最上级</translation>
    </message>
    <message>
        <source>Takes (none ticked: anything)</source>
        <translation>可存类别（都不勾选表示不限）</translation>
    </message>
    <message>
        <source>items</source>
        <translation>件</translation>
    </message>
    <message>
        <source>Empty: no limit</source>
        <translation>留空表示不限</translation>
    </message>
    <message>
        <source>Opened by two persons only</source>
        <translation>须二人同时开启</translation>
    </message>
</context>
<context>
    <name>PlaceTree</name>
    <message>
        <source>Place</source>
        <translation>库位</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>存放</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>可存类别</translation>
    </message>
</context>
<context>
    <name>ShelfPage</name>
    <message>
        <source>F3 photographs the whole shelf: every label in the picture is read in one go. Red frames stand around labels that could not be read; photograph those once more from nearer, the pictures add up. Enter in the list opens the thing: its return if it was out, its receipt if it is expected.</source>
        <extracomment>Every label that was read, and what the books say of those that they were asked about.</extracomment>
        <translation>F3 拍下整架：照片中的标签一次全部读出。未能读出的标签以红框标示，请靠近后补拍，各张照片的结果累加。在列表中按回车打开物品：借出未还的转到归还，待收的转到接收。</translation>
    </message>
    <message>
        <source>Photographs from files</source>
        <translation>从文件选取照片</translation>
    </message>
    <message>
        <source>void label</source>
        <translation>作废标签</translation>
    </message>
    <message>
        <source>of a case that is not yours</source>
        <translation>非本人承办案件</translation>
    </message>
    <message>
        <source>Here, as the books say</source>
        <translation>账实相符</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>已读出</translation>
    </message>
    <message>
        <source>Out by the books: comes back</source>
        <translation>账上在外，待归还</translation>
    </message>
    <message>
        <source>Still to be received</source>
        <translation>待接收</translation>
    </message>
    <message>
        <source>Here, but the books say elsewhere</source>
        <translation>实物在此，账上在别处</translation>
    </message>
    <message>
        <source>No living label of this storeroom</source>
        <translation>非本库有效标签</translation>
    </message>
    <message>
        <source>Should lie here, not seen</source>
        <translation>账上在此，照片中未见</translation>
    </message>
    <message>
        <source>Reading the photograph…</source>
        <translation>正在识读照片…</translation>
    </message>
    <message>
        <source>No photograph yet</source>
        <translation>尚未拍照</translation>
    </message>
    <message>
        <source>Stand so far away that the whole shelf is in the picture.</source>
        <translation>请站到能拍全整架的位置。</translation>
    </message>
    <message>
        <source>{0} labels read</source>
        <translation>读出 {0} 个标签</translation>
    </message>
    <message>
        <source>{0} not read, framed in red: photograph them from nearer.</source>
        <translation>{0} 个未读出，已用红框标示，请靠近补拍。</translation>
    </message>
    <message>
        <source>Nothing else in the picture looks like a label.</source>
        <translation>照片中没有其他疑似标签。</translation>
    </message>
    <message>
        <source>Shelf photograph: {0}</source>
        <translation>整架拍照：{0}</translation>
    </message>
    <message>
        <source>Shelf photograph</source>
        <translation>整架拍照</translation>
    </message>
    <message>
        <source>Photograph</source>
        <translation>拍照</translation>
    </message>
    <message>
        <source>From file</source>
        <translation>从文件</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>One photograph reads every label on the shelf. Nothing is written into the books.</source>
        <translation>一张照片读出架上全部标签，不写入任何账目。</translation>
    </message>
</context>
<context>
    <name>VisitSheet</name>
    <message>
        <source>{0} was let in.</source>
        <translation>已登记 {0} 进入库房。</translation>
    </message>
    <message>
        <source>{0} has left.</source>
        <translation>已登记 {0} 离开库房。</translation>
    </message>
    <message>
        <source>Inside now: {0}</source>
        <translation>现在库内：{0} 人</translation>
    </message>
    <message>
        <source>Nobody is inside.</source>
        <translation>库内无外来人员。</translation>
    </message>
    <message>
        <source>Visitors</source>
        <translation>出入登记</translation>
    </message>
    <message>
        <source>Book of visits, year in figures</source>
        <translation>出入登记簿、年度统计表</translation>
    </message>
</context>
</TS>
