<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>SyncPage</name>
    <message>
        <source>Meeting the centre…</source>
        <extracomment>Where the names of fields stand. A moment as an intent carries it, and as it is typed. A clock that goes wrong by more is told.</extracomment>
        <translation>正在与中心同步……</translation>
    </message>
    <message>
        <source>Sent {0}, refused {1}, came {2}, left {3}</source>
        <translation>上报 {0} 项，退回 {1} 项，接收 {2} 件，移出 {3} 件</translation>
    </message>
    <message>
        <source>Nothing to sync here</source>
        <translation>这里无需同步</translation>
    </message>
    <message>
        <source>This window works on the books themselves; only a desk of a centre syncs.</source>
        <translation>本窗口直接使用库房数据；只有连接中心的工作台才需要同步。</translation>
    </message>
    <message>
        <source>Connected with {0}</source>
        <translation>已连接中心 {0}</translation>
    </message>
    <message>
        <source>The centre is not reached: this desk works with what it holds</source>
        <translation>联系不上中心：使用本机已有的数据继续工作</translation>
    </message>
    <message>
        <source>Nothing waits, nothing was refused</source>
        <translation>没有待同步或被退回的办理</translation>
    </message>
    <message>
        <source>What is asked for without a network stands here until the centre has answered.</source>
        <translation>离线办理的事项会列在这里，直到中心答复。</translation>
    </message>
    <message>
        <source>Last good meeting: {0}</source>
        <translation>上次同步：{0}</translation>
    </message>
    <message>
        <source>Records held: {0}</source>
        <translation>本机存有 {0} 件</translation>
    </message>
    <message>
        <source>Waiting: {0}</source>
        <translation>待同步 {0}</translation>
    </message>
    <message>
        <source>Refused: {0}</source>
        <translation>被退回 {0}</translation>
    </message>
    <message>
        <source>Unsent since {0}</source>
        <translation>最早一项存于 {0}</translation>
    </message>
    <message>
        <source>Without a network this is kept until {0}</source>
        <translation>不联网可保留至 {0}</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {0} ahead</source>
        <translation>本机时钟快 {0}</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is {0} behind</source>
        <translation>本机时钟慢 {0}</translation>
    </message>
    <message>
        <source>Looks to tell the centre: {0}</source>
        <translation>待报告的查阅 {0} 次</translation>
    </message>
    <message>
        <source>Sums that did not agree: {0}</source>
        <translation>校验不一致 {0} 次</translation>
    </message>
    <message>
        <source>The centre takes {0} records away at once</source>
        <translation>中心要求一次移除 {0} 件</translation>
    </message>
    <message>
        <source>It waits until the one before it about the same thing is decided.</source>
        <translation>等待同一对象的前一项办理后再发送。</translation>
    </message>
    <message>
        <source>It waits for the centre.</source>
        <translation>等待中心答复。</translation>
    </message>
    <message>
        <source>What is asked for without a network waits here and is sent by itself; until it was sent you can give it up with a reason. A refused one is yours to decide: look at what has changed, write your part anew if need be and send it again, or give it up.</source>
        <translation>无网络时办理的事项在此等候，自动上报；尚未上报的可以填写原因放弃。被退回的由您决定：看清有何变化，必要时改写后重新上报，或者放弃。</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Let them go</source>
        <translation>同意移除</translation>
    </message>
    <message>
        <source>Send as new</source>
        <translation>重新提交</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Why it is given up</source>
        <translation>放弃的原因</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>About</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>办理时间</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>栏目</translation>
    </message>
    <message>
        <source>As read</source>
        <translation>当时看到</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>拟改为</translation>
    </message>
    <message>
        <source>As it is now</source>
        <translation>现在</translation>
    </message>
</context>
</TS>
