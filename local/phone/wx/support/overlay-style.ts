/** Dialogs, sheets and toasts that WeChat draws above a mini program. */
export const OVERLAY_STYLE = `
.wx-overlay {
  position: absolute; inset: 0; z-index: 90; overflow: hidden; pointer-events: none;
  --surface: #fff; --back: #ededed; --text: #191919; --text-2: #5c5c5c; --line: rgb(0 0 0 / 10%); --link: #576b95;
  --field: #f2f2f2; --button: #068543; --pressed: #ececec;
  color: var(--text); font-size: calc(17px * var(--font-scale, 1)); line-height: 1.45; text-align: left;
}
.wx-overlay[data-theme='dark'] {
  --surface: #2c2c2c; --back: #191919; --text: #d8d8d8; --text-2: #a6a6a6; --line: rgb(255 255 255 / 10%);
  --link: #8aa2d3; --field: #3a3a3a; --pressed: #383838; color-scheme: dark;
}
.wx-overlay *, .wx-overlay *::before { box-sizing: border-box; }
.wx-overlay :where(button, input, textarea) { font: inherit; color: inherit; }
.wx-overlay :where(button) { border: 0; padding: 0; background: none; cursor: pointer; }
.wx-overlay :where(h2, p, ul) { margin: 0; padding: 0; list-style: none; }
.wx-overlay :focus-visible { outline: 2px solid #1a66c4; outline-offset: -2px; }
.wx-overlay .panel:focus { outline: none; }
.wx-overlay .sheet { position: absolute; inset: 0; pointer-events: auto; }
.wx-overlay .sheet[inert] { pointer-events: none; }
.wx-overlay .scrim { position: absolute; inset: 0; background: rgb(0 0 0 / 60%); opacity: 0; transition: opacity .2s; }
.wx-overlay .sheet.open .scrim { opacity: 1; }
.wx-overlay .panel { position: absolute; background: var(--surface); }
.wx-overlay .panel.dialog {
  top: 50%; left: 50%; width: min(320px, 85.3%); max-height: 86%; display: flex; flex-direction: column; overflow: hidden;
  border-radius: 12px; text-align: center; opacity: 0; transform: translate(-50%, -50%) scale(.96);
  transition: opacity .16s, transform .16s;
}
.wx-overlay .sheet.open .panel.dialog { opacity: 1; transform: translate(-50%, -50%); }
.wx-overlay .panel.bottom {
  inset: auto 0 0; max-height: 85%; overflow: auto; padding-bottom: var(--safe-bottom, 0px);
  border-radius: 12px 12px 0 0; transform: translateY(100%); transition: transform .22s cubic-bezier(.2, .8, .3, 1);
}
.wx-overlay[data-theme='dark'] .panel.full { background: #191919; }
.wx-overlay .panel.full { inset: 0; display: flex; flex-direction: column; opacity: 0; transition: opacity .16s; }
.wx-overlay .sheet.open .panel.bottom { transform: none; }
.wx-overlay .sheet.open .panel.full { opacity: 1; }
.wx-overlay .dialog h2 { padding: 32px 24px 16px; font-size: 1em; font-weight: 700; }
.wx-overlay .dialog .content {
  overflow: auto; padding: 0 24px 32px; color: var(--text-2); overflow-wrap: anywhere; white-space: pre-wrap;
}
.wx-overlay .dialog .content.alone { padding-top: 32px; color: var(--text); }
.wx-overlay .dialog textarea {
  margin: 0 24px 32px; min-height: 88px; padding: 10px 12px; border: 0; border-radius: 8px; background: var(--field); resize: none;
}
.wx-overlay ::placeholder { color: var(--text-2); opacity: 1; }
.wx-overlay .buttons { flex: none; display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; border-top: .5px solid var(--line); }
.wx-overlay .buttons button { min-height: 56px; font-weight: 700; }
.wx-overlay .buttons button + button { border-left: .5px solid var(--line); }
.wx-overlay .buttons .confirm { color: var(--link); }
.wx-overlay .menu-title { padding: 16px 24px; color: var(--text-2); font-size: 14px; text-align: center; }
.wx-overlay .menu-item, .wx-overlay .menu-cancel { display: block; width: 100%; min-height: 56px; text-align: center; }
.wx-overlay li + li .menu-item, .wx-overlay .menu-title + ul { border-top: .5px solid var(--line); }
.wx-overlay .menu-cancel { border-top: 8px solid var(--back); }
.wx-overlay .ask { padding: 24px 24px 28px; }
.wx-overlay .ask-head { display: flex; align-items: center; gap: 8px; margin-bottom: 24px; font-size: 15px; }
.wx-overlay .ask h2 { font-size: 1.15em; font-weight: 700; line-height: 1.4; }
.wx-overlay .ask .note { margin-top: 6px; color: var(--text-2); font-size: 14px; }
.wx-overlay .ask .options { margin: 18px 0 8px; }
.wx-overlay .option {
  display: flex; align-items: flex-start; gap: 12px; min-height: 44px; padding: 12px 0; border-bottom: .5px solid var(--line); cursor: pointer;
}
.wx-overlay .option > span { flex: 1; min-width: 0; }
.wx-overlay .option small { display: block; color: var(--text-2); font-size: 13px; }
.wx-overlay input[type='checkbox'] { flex: none; width: 22px; height: 22px; margin: 2px 0 0; accent-color: #07a552; }
.wx-overlay .keep { display: flex; align-items: center; gap: 10px; min-height: 44px; color: var(--text-2); font-size: 14px; cursor: pointer; }
.wx-overlay .ask-buttons { display: flex; justify-content: center; gap: 16px; margin-top: 20px; }
.wx-overlay .ask-buttons button { width: 136px; min-height: 44px; border-radius: 8px; background: var(--field); font-weight: 500; }
.wx-overlay .ask-buttons .allow { background: var(--button); color: #fff; }
.wx-overlay .wx-toast-layer { position: absolute; inset: 0; display: grid; place-items: center; }
.wx-overlay .wx-toast-layer.mask { pointer-events: auto; }
.wx-overlay .wx-toast {
  max-width: 70%; padding: 12px 20px; border-radius: 8px; background: #4c4c4c; color: #fff; font-size: 15px; text-align: center;
  overflow-wrap: anywhere;
}
.wx-overlay .wx-toast span { display: -webkit-box; overflow: hidden; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
.wx-overlay .wx-toast.with-icon { display: grid; justify-items: center; align-content: center; gap: 14px; min-width: 136px; min-height: 136px; padding: 16px; border-radius: 12px; font-size: 16px; }
.wx-overlay .wx-toast.with-icon span { -webkit-line-clamp: 1; }
.wx-overlay .wx-toast img { width: 55px; height: 55px; object-fit: contain; }
.wx-overlay .spinner { width: 36px; height: 36px; border: 3px solid rgb(255 255 255 / 28%); border-top-color: #fff; border-radius: 50%; animation: wx-spin .9s linear infinite; }
@keyframes wx-spin { to { transform: rotate(1turn); } }
.wx-overlay .viewer { background: #000; color: #fff; }
.wx-overlay .viewer .stage { flex: 1; min-height: 0; display: flex; overflow: auto hidden; scroll-snap-type: x mandatory; scrollbar-width: none; }
.wx-overlay .viewer img { flex: none; width: 100%; height: 100%; object-fit: contain; scroll-snap-align: center; scroll-snap-stop: always; }
.wx-overlay .viewer .count { position: absolute; inset: auto 0 calc(var(--safe-bottom, 0px) + 20px); font-size: 14px; text-align: center; }
.wx-overlay .reader-bar { display: flex; align-items: center; gap: 12px; padding: var(--status-bar, 20px) 16px 0; min-height: calc(var(--status-bar, 20px) + 44px); border-bottom: .5px solid var(--line); }
.wx-overlay .reader-bar strong { flex: 1; overflow: hidden; font-weight: 500; text-overflow: ellipsis; white-space: nowrap; }
.wx-overlay .reader-bar button, .wx-overlay .reader-bar a { min-height: 44px; padding: 0 4px; line-height: 44px; color: var(--link); text-decoration: none; }
.wx-overlay .reader { flex: 1; min-height: 0; border: 0; }
.wx-overlay .reader.text { overflow: auto; padding: 20px; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (prefers-reduced-motion: reduce) { .wx-overlay *, .wx-overlay { transition: none !important; animation: none !important; } }
`
