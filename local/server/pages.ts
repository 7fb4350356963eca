/** The three HTML documents: wall, phone frame and the realm of a mini program. */

function page(options: { title: string; head?: string; body: string }): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${escapeHtml(options.title)}</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}">
<link rel="stylesheet" href="/fonts/phone.css">
${options.head ?? ''}
</head>
<body>
${options.body}
</body>
</html>
`
}

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#07c160"/>' +
  '<path d="M9 10h14v9H15l-4 4v-4H9z" fill="#fff"/></svg>'

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`)
}

export const wallPage = (appName: string): string =>
  page({
    title: `${appName} · 本机微信`,
    head: '<link rel="stylesheet" href="/assets/wall-style.css">',
    body: '<div id="wall"></div>\n<script type="module" src="/assets/wall.js"></script>',
  })

export const phonePage = (appName: string): string =>
  page({
    title: `微信 · ${appName}`,
    head: '<link rel="stylesheet" href="/assets/phone-style.css">',
    body: '<div id="phone"></div>\n<script type="module" src="/assets/phone.js"></script>',
  })

/**
 * The mini program's own document. Its first script fetches the host from the phone frame around it; without a frame
 * there is no phone to run on.
 */
export const miniProgramPage = (appName: string): string =>
  page({
    title: appName,
    head: `<script>
window.phoneHost = parent !== window && parent.phoneHostFor ? parent.phoneHostFor(window) : undefined
if (!window.phoneHost) location.replace('/')
</script>`,
    body: '<script type="module" src="/assets/miniprogram.js"></script>',
  })
