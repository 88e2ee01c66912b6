"""The pages for citizens: server-rendered, without cookies, without a trace of who came."""
