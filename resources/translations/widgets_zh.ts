<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Busy</name>
    <message>
        <source>Page {0} of {1}</source>
        <translation>第 {0} 页，共 {1} 页</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>CameraView</name>
    <message>
        <source>No camera</source>
        <translation>没有相机</translation>
    </message>
</context>
<context>
    <name>DataTable</name>
    <message>
        <source>at least {0} rows, being counted</source>
        <extracomment>Where a list has room to spare, its columns grow by no more than this. Whether the first row is chosen by the keys coming here, when none is. Whether somebody gave the columns widths of his own: then nobody else does.</extracomment>
        <translation>至少 {0} 行，正在统计</translation>
    </message>
    <message>
        <source>{0} rows</source>
        <translation>共 {0} 行</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>共 1 行</translation>
    </message>
    <message>
        <source>{0} selected</source>
        <translation>已选 {0} 行</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Required</source>
        <translation>必填</translation>
    </message>
    <message>
        <source>Not a date: write it as 2026-05-14</source>
        <translation>日期不对，请写成 2026-05-14</translation>
    </message>
    <message>
        <source>Not a time: write it as 2026-05-14 10:02</source>
        <translation>时间不对，请写成 2026-05-14 10:02</translation>
    </message>
    <message>
        <source>Choose from the list</source>
        <translation>请从列表中选择</translation>
    </message>
    <message>
        <source>Not a whole number</source>
        <translation>请填整数</translation>
    </message>
    <message>
        <source>Not a number, or more than {0} decimal places</source>
        <translation>请填数字，小数不超过 {0} 位</translation>
    </message>
    <message>
        <source>At least {0}</source>
        <translation>不得小于 {0}</translation>
    </message>
    <message>
        <source>At most {0}</source>
        <translation>不得大于 {0}</translation>
    </message>
</context>
<context>
    <name>Photos</name>
    <message>
        <source>Previous photograph (←)</source>
        <translation>上一张（←）</translation>
    </message>
    <message>
        <source>Next photograph (→)</source>
        <translation>下一张（→）</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>放大（+）</translation>
    </message>
    <message>
        <source>Smaller (−)</source>
        <translation>缩小（−）</translation>
    </message>
    <message>
        <source>Whole picture (0)</source>
        <translation>显示全图（0）</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Cancel</source>
        <extracomment>What stands over the fields, and beneath them.</extracomment>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>SignPad</name>
    <message>
        <source>Sign here with the pen or the mouse</source>
        <extracomment>A mouse tells no pressure.</extracomment>
        <translation>请在此用手写笔或鼠标签字</translation>
    </message>
</context>
<context>
    <name>Sought</name>
    <message>
        <source>Nothing fits these words</source>
        <extracomment>So many are offered at once.</extracomment>
        <translation>没有符合的结果</translation>
    </message>
    <message>
        <source>and {0} more: type to find them</source>
        <translation>另有 {0} 个，输入文字查找</translation>
    </message>
    <message>
        <source>Show what there is</source>
        <translation>显示可选项</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Loading…</source>
        <extracomment>One step of the wheel, of a key, of a button.</extracomment>
        <translation>正在载入…</translation>
    </message>
    <message>
        <source>No photograph yet</source>
        <translation>尚无照片</translation>
    </message>
    <message>
        <source>This photograph is missing, damaged or was replaced.</source>
        <translation>这张照片缺失、损坏或已被替换。</translation>
    </message>
    <message>
        <source>Report it, so that the item is held, and call the oversight.</source>
        <translation>请登记异常，将物品封控，并通知案管监督。</translation>
    </message>
</context>
</TS>
