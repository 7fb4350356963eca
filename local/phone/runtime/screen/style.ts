/** Style of what WeChat draws around pages: status bar, navigation bar, capsule, tab bar, transitions. */
export const SCREEN_STYLE = `
html, body { margin: 0; height: 100%; overflow: hidden; }
body {
  font-family: -apple-system, BlinkMacSystemFont, "PingFang SC", "Hiragino Sans GB", "Noto Sans SC", sans-serif;
  -webkit-user-select: none; user-select: none; cursor: default; background: #fff;
}
.screen { position: fixed; inset: 0; overflow: hidden; --dark: 0; }
.screen button { font: inherit; color: inherit; border: 0; background: none; padding: 0; margin: 0; }
.page-layer {
  position: absolute; inset: 0; display: flex; flex-direction: column; background: #fff;
  visibility: hidden; z-index: 1; contain: layout paint;
}
.page-layer.is-tab { bottom: var(--tab-bar-height, 0px); }
.page-layer.is-visible { visibility: visible; }
.page-layer.is-pushed { z-index: 20; }
.page-content { position: relative; flex: 1; min-height: 0; overflow: hidden; }
.page-frame { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; display: block; }
.status-bar {
  position: absolute; z-index: 60; top: 0; left: 0; right: 0; pointer-events: none; padding: 0 22px 0 28px; box-sizing: border-box;
  display: flex; align-items: center; justify-content: space-between; font-size: 15px; font-weight: 500;
}
.status-bar .signs { display: flex; align-items: center; gap: 6px; }
.status-bar .network svg { display: block; }
.status-bar .battery { position: relative; width: 23px; height: 11px; border: 1px solid currentColor; border-radius: 3px; }
.status-bar .battery::before { content: ''; position: absolute; inset: 1.5px 6px 1.5px 1.5px; border-radius: 1px; background: currentColor; }
.status-bar .battery::after { content: ''; position: absolute; top: 3px; right: -3px; width: 1.5px; height: 4px; border-radius: 1px; background: currentColor; }
.navigation-bar { position: relative; flex: none; box-sizing: border-box; }
.navigation-bar .bar { position: absolute; left: 0; right: 0; bottom: 0; height: 44px; }
.navigation-bar .title {
  position: absolute; left: 104px; right: 104px; top: 0; line-height: 44px; text-align: center;
  font-size: 17px; font-weight: 500; white-space: nowrap; overflow: hidden; text-overflow: ellipsis;
}
.navigation-bar .title .spinner {
  display: inline-block; width: 16px; height: 16px; margin-right: 6px; vertical-align: -3px;
}
.navigation-bar .back { position: absolute; left: 0; top: 0; width: 48px; height: 44px; display: flex; align-items: center; padding: 0 0 0 14px; }
.capsule {
  position: absolute; z-index: 61; right: 7px; width: 87px; height: 32px; box-sizing: border-box;
  border: .5px solid rgba(0, 0, 0, .1); border-radius: 16px; background: rgba(255, 255, 255, .6);
  display: flex; color: #000;
}
.capsule button { flex: 1; position: relative; display: flex; align-items: center; justify-content: center; }
.capsule button + button::before { content: ''; position: absolute; left: 0; top: 7px; bottom: 7px; width: .5px; background: rgba(0, 0, 0, .15); }
.capsule.is-light { color: #fff; background: rgba(0, 0, 0, .15); border-color: rgba(255, 255, 255, .25); }
.capsule.is-light button + button::before { background: rgba(255, 255, 255, .25); }
.tab-bar {
  position: absolute; z-index: 10; left: 0; right: 0; bottom: 0; display: flex; box-sizing: border-box;
  border-top: .5px solid rgba(0, 0, 0, .12); transition: transform .15s;
}
.tab-bar.is-hidden { transform: translateY(100%); }
.tab-bar button {
  flex: 1; height: 50px; display: flex; flex-direction: column; align-items: center; justify-content: center;
  font-size: 11px; line-height: 14px; position: relative; min-width: 0;
}
.tab-bar img { width: 26px; height: 26px; display: block; margin-bottom: 2px; object-fit: contain; }
.tab-bar .mark { position: absolute; left: calc(50% + 8px); top: 3px; border-radius: 9px; background: #fa5151; color: #fff; }
.tab-bar .mark.badge { min-width: 18px; height: 18px; line-height: 18px; padding: 0 5px; box-sizing: border-box; font-size: 12px; text-align: center; }
.tab-bar .mark.dot { width: 9px; height: 9px; left: calc(50% + 12px); }
.pull-down {
  position: absolute; top: 0; left: 0; right: 0; height: 56px; display: flex; align-items: center; justify-content: center; gap: 8px;
}
.pull-down i { width: 8px; height: 8px; border-radius: 50%; background: currentColor; opacity: .25; }
.pull-down.is-running i { animation: pull-down-dot .9s infinite; }
.pull-down.is-running i:nth-child(2) { animation-delay: .15s; }
.pull-down.is-running i:nth-child(3) { animation-delay: .3s; }
@keyframes pull-down-dot { 30% { opacity: .8; } }
@keyframes page-in { from { transform: translateX(100%); } }
@keyframes page-out { to { transform: translateX(100%); } }
.page-layer.enters { animation: page-in .18s ease-out; }
.page-layer.leaves { animation: page-out .16s ease-in forwards; visibility: visible; }
@media (prefers-reduced-motion: reduce) { .page-layer.enters, .page-layer.leaves { animation: none; } .tab-bar { transition: none; } }
.failure {
  position: absolute; inset: 0; z-index: 100; overflow: auto; padding: 60px 20px 20px; background: #fff; color: #b42318;
  font: 13px/1.6 ui-monospace, monospace; white-space: pre-wrap; -webkit-user-select: text; user-select: text;
}
`
