<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>LocationsPage</name>
    <message>
        <source>Every place with what it takes and how full it is. Scanning a place&apos;s code opens it; F4 prints its code; Ctrl+N makes a place under the chosen one; Enter in the table opens the card.</source>
        <translation>全部库位、可存类别和存放情况。扫描库位码即打开该库位；F4 打印库位码；Ctrl+N 在选中的库位下新建；在表格中回车打开物品卡。</translation>
    </message>
    <message>
        <source>The code of {0} was printed: {1}</source>
        <translation>{0} 的库位码已打印：{1}</translation>
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
        <source>Print its code</source>
        <translation>打印库位码</translation>
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
</TS>
