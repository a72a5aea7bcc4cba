import { html, raw } from 'hono/html'
import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import { DuoMark } from './parts.tsx'

export type Link = { label: string; href: string }
export type NavItem = Link & { current: boolean }

/** Words around every page. `errorPrefix` ("Fout: ") opens the title of a page that shows an error summary. */
export type PageWords = { product: string; skip: string; errorPrefix: string }

type DocumentProps = PropsWithChildren<{
  title: string
  city: string
  /** The whole of static/app.css (and the city's colours): allowed by its hash, so it must not differ between pages. */
  css: string
  words: PageWords
  error?: boolean | undefined
  lang?: string | undefined
}>

type PhonePageProps = DocumentProps & {
  /** Privacy and accessibility, in that order. */
  links: Link[]
  /** Stands above the page: "Vertaling – de Nederlandse tekst telt", the demo, an outage. */
  banner?: Child
}

type StaffPageProps = DocumentProps & {
  nonce: string
  csrf: string
  staffName: string
  nav: NavItem[]
  navLabel: string
  links: Link[]
  signOut: { action: string; label: string }
  htmxSrc?: string | undefined
  /** A script of our own that this page runs besides htmx. */
  scriptSrc?: string | undefined
  banner?: Child
}

/** Page for attendees, mentors and mentees: no script at all. */
export const PhonePage: FC<PhonePageProps> = ({ links, banner, children, ...page }) => (
  <Document {...page}>
    <body>
      <Skip label={page.words.skip} />
      <header class="bar">
        <Brand city={page.city} product={page.words.product} />
      </header>
      <main class="wrap" id="main">
        {banner}
        {children}
      </main>
      <Footer links={links} />
    </body>
  </Document>
)

/** Page for staff: works without script, htmx only saves a reload. Before sign-in, use PhonePage. */
export const StaffPage: FC<StaffPageProps> = ({ nonce, htmxSrc, scriptSrc, ...office }) => (
  <Document {...office} head={<Scripts nonce={nonce} htmx={htmxSrc} own={scriptSrc} />}>
    <body class="staff" {...csrfHeader(office.csrf)}>
      <Office {...office} />
    </body>
  </Document>
)

type OfficeProps = Omit<StaffPageProps, 'nonce' | 'htmxSrc' | 'scriptSrc'>

/** Page for people of a partner: few pages, and no script at all. */
export const PartnerPage: FC<OfficeProps> = (office) => (
  <Document {...office}>
    <body class="staff">
      <Office {...office} />
    </body>
  </Document>
)

/** What stands around every page of who signed in. */
const Office: FC<OfficeProps> = ({ words, city, csrf, staffName, nav, navLabel, links, signOut, banner, children }) => (
  <>
    <Skip label={words.skip} />
    <header class="bar">
      <Brand city={city} product={words.product}>
        <SignOut csrf={csrf} name={staffName} {...signOut} />
      </Brand>
    </header>
    <Navigation label={navLabel} items={nav} />
    <main class="wrap" id="main">
      {banner}
      {children}
    </main>
    <Footer links={links} />
  </>
)

const Document: FC<DocumentProps & { head?: Child }> = ({
  title,
  city,
  css,
  words,
  error,
  lang,
  head,
  children,
}) => html`<!doctype html>
${(
  <html lang={lang ?? 'nl'}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      {/* None: browsers ask /favicon.ico of every page that names no icon. */}
      <link rel="icon" href="data:," />
      <title>{`${error ? words.errorPrefix : ''}${title} – ${city}`}</title>
      {/* Our own file, not a person's text; escaping would break selectors such as "a > b". */}
      <style>{raw(css)}</style>
      {head}
    </head>
    {children}
  </html>
)}`

// htmx 4 names (dist/htmx.js, #initHtmxConfig). It keeps no history cache of its own; "reload" lets the browser fetch the page
// again on Back. Eval has no switch in 4: the CSP without 'unsafe-eval' refuses it. A 5xx leaves the page as it was.
const HTMX_CONFIG = JSON.stringify({
  mode: 'same-origin',
  history: 'reload',
  includeIndicatorCSS: false,
  noSwap: [204, 304, '5xx'],
  morphIgnore: ['data-htmx-powered', 'style'],
})

type ScriptsProps = { nonce: string; htmx: string | undefined; own: string | undefined }

const Scripts: FC<ScriptsProps> = ({ nonce, htmx, own }) => (
  <>
    <meta name="htmx-config" content={HTMX_CONFIG} />
    <script src={htmx ?? '/assets/htmx-4.0.1.min.js'} nonce={nonce} defer></script>
    {own !== undefined && <script src={own} nonce={nonce} defer></script>}
  </>
)

// Inheritance is explicit in htmx 4: without the suffix only <body> itself would send the header.
function csrfHeader(csrf: string): Record<string, string> {
  return { 'hx-headers:inherited': JSON.stringify({ 'X-CSRF-Token': csrf }) }
}

const SignOut: FC<{ csrf: string; name: string; action: string; label: string }> = ({ csrf, name, action, label }) => (
  <form method="post" action={action}>
    <input type="hidden" name="_csrf" value={csrf} />
    {name}
    <button type="submit" class="link">
      {label}
    </button>
  </form>
)

const Skip: FC<{ label: string }> = ({ label }) => (
  <a class="skip" href="#main">
    {label}
  </a>
)

const Brand: FC<PropsWithChildren<{ city: string; product: string }>> = ({ city, product, children }) => (
  <div class="wrap">
    <DuoMark />
    <div>
      <strong>{city}</strong>
      <span>{product}</span>
    </div>
    {children}
  </div>
)

const Navigation: FC<{ label: string; items: NavItem[] }> = ({ label, items }) => (
  <nav class="nav" aria-label={label}>
    <ul class="wrap">
      {items.map((item) => (
        <li>
          <a href={item.href} aria-current={item.current ? 'page' : undefined}>
            {item.label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const Footer: FC<{ links: Link[] }> = ({ links }) => (
  <footer>
    <ul class="wrap">
      {links.map((link) => (
        <li>
          <a href={link.href}>{link.label}</a>
        </li>
      ))}
    </ul>
  </footer>
)
