import type { FC, PropsWithChildren } from 'hono/jsx'
import { Button, Form, TextField } from './form.tsx'
import type { Words } from './words.ts'

type Link = { label: string; href: string }
type HomeProps = { words: Words['common']; action: string; standing: Link[]; staff: string }

/** The front door, for who typed the address from the poster; and for who has no poster. */
export const Home: FC<HomeProps> = ({ words, action, standing, staff }) => (
  <>
    <h1>{words.homeTitle}</h1>
    <p class="lead">{words.homeLead}</p>
    <Form action={action} method="get">
      <TextField name="code" label={words.codeLabel} autocomplete="off" maxlength={12} />
      <Button>{words.next}</Button>
    </Form>
    {standing.length > 0 && (
      <>
        <p>{words.homeStanding}</p>
        <LinkList links={standing} />
      </>
    )}
    <p class="small">
      <a href={staff}>{words.homeStaff}</a>
    </p>
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
export const Elsewhere: FC<{ title: string; text: string; links: Link[] }> = ({ title, text, links }) => (
  <section>
    <h2>{title}</h2>
    <p>{text}</p>
    <LinkList links={links} />
  </section>
)

const LinkList: FC<{ links: Link[] }> = ({ links }) => (
  <ul>
    {links.map(({ label, href }) => (
      <li>
        <a href={href}>{label}</a>
      </li>
    ))}
  </ul>
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
