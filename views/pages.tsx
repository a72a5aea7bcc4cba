import type { FC, PropsWithChildren } from 'hono/jsx'
import { Button, Form, TextField } from './form.tsx'
import type { Words } from './words.ts'

/** The front door, for who typed the address from the poster. */
export const Home: FC<{ words: Words['common']; action: string }> = ({ words, action }) => (
  <>
    <h1>{words.homeTitle}</h1>
    <p class="lead">{words.homeLead}</p>
    <Form action={action} method="get">
      <TextField name="code" label={words.codeLabel} autocomplete="off" maxlength={12} />
      <Button>{words.next}</Button>
    </Form>
  </>
)

/** A statement in headed paragraphs: privacy, accessibility. */
export const Statement: FC<PropsWithChildren<{ title: string; sections: { title: string; text: string }[] }>> = ({
  title,
  sections,
  children,
}) => (
  <>
    <h1>{title}</h1>
    {sections.map((section) => (
      <section>
        <h2>{section.title}</h2>
        <p>{section.text}</p>
      </section>
    ))}
    {children}
  </>
)

/** The same for somebody else: where to read it. */
export const Elsewhere: FC<{ title: string; text: string; links: { label: string; href: string }[] }> = ({
  title,
  text,
  links,
}) => (
  <section>
    <h2>{title}</h2>
    <p>{text}</p>
    <ul>
      {links.map(({ label, href }) => (
        <li>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ul>
  </section>
)

/** A page that only says that something is not there, not allowed or not possible now. */
export const Message: FC<{ title: string; text: string; link?: { label: string; href: string } | undefined }> = ({
  title,
  text,
  link,
}) => (
  <>
    <h1>{title}</h1>
    <p class="lead">{text}</p>
    {link && (
      <p>
        <a href={link.href}>{link.label}</a>
      </p>
    )}
  </>
)
