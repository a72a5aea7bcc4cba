import type { FC } from 'hono/jsx'
import { nl } from './words.ts'

const words = nl.mails

/** A mail as a person reads it. Every line is a paragraph; the one button leads to a page. */
export type MailContent = {
  subject: string
  /** Null until the mailbox is proved: nothing that a person typed goes to a stranger. */
  name: string | null
  lines: string[]
  button: { label: string; url: string } | null
  contact: string
  signature: string
  because: string
  manageUrl: string | null
}

export function mailText({ name, lines, button, contact, signature, because, manageUrl }: MailContent): string {
  const paragraphs = [
    words.hello(name),
    ...lines,
    ...(button ? [`${button.label}:\n${button.url}`] : []),
    contact,
    signature,
    `-- \n${[because, ...(manageUrl ? [`${words.manage}: ${manageUrl}`] : [])].join('\n')}`,
  ]
  return `${paragraphs.join('\n\n')}\n`
}

export const mailHtml = async (content: MailContent): Promise<string> =>
  `<!doctype html>${await (<MailDocument {...content} />)}`

/** The green of static/app.css (--accent): a mail cannot ask for it. */
export const ACCENT = '#0b5d57'

// In the head, not on the elements: what drops it shows plain, readable text.
const CSS = `body{margin:0;padding:24px 16px;background:#fff;color:#221d19;font:16px/1.5 Arial,sans-serif}
main{max-width:560px;margin:0 auto}
h1{margin:0 0 16px;font-size:22px;line-height:1.3}
a{color:${ACCENT}}
a.button{display:inline-block;padding:12px 20px;border-radius:8px;background:${ACCENT};color:#fff;font-weight:bold;text-decoration:none}
.small{color:#5e554d;font-size:14px;overflow-wrap:anywhere}
hr{border:0;border-top:1px solid #e5ddd2;margin:24px 0}`

const MailDocument: FC<MailContent> = ({ subject, name, lines, button, contact, signature, because, manageUrl }) => (
  <html lang="nl">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{subject}</title>
      <style>{CSS}</style>
    </head>
    <body>
      <main>
        <h1>{subject}</h1>
        <p>{words.hello(name)}</p>
        {lines.map((line) => (
          <p>{line}</p>
        ))}
        {button && (
          <>
            <p>
              <a class="button" href={button.url}>
                {button.label}
              </a>
            </p>
            <p class="small">
              {words.fallback}
              <br />
              {button.url}
            </p>
          </>
        )}
        <p>{contact}</p>
        <p>{signature}</p>
        <hr />
        <p class="small">
          {because} {manageUrl && <a href={manageUrl}>{words.manage}</a>}
        </p>
      </main>
    </body>
  </html>
)
