import type { FC, PropsWithChildren } from 'hono/jsx'
import { control, Field } from './field.tsx'
import { Button, ButtonLink, Buttons, Form, Hidden, TextField } from './form.tsx'
import { nl, type Words } from './words.ts'

type Link = { label: string; href: string; text?: string | undefined }
type HomeProps = { words: Words['common']; action: string; standing: Link[]; staff: string }

/** The front door, for who typed the address from the poster; and for who has no poster. */
export const Home: FC<HomeProps> = ({ words, action, standing, staff }) => (
  <>
    <h1>{words.homeTitle}</h1>
    <p class="lead">{words.homeLead}</p>
    <Form action={action} method="get">
      <CodeField label={words.codeLabel} />
      <Buttons primary={words.next} />
    </Form>
    <StandingPages links={standing} />
    <p class="small">
      <a class="way" href={staff}>
        {words.homeStaff}
      </a>
    </p>
  </>
)

/** The code from the poster; `error` when no event has it. */
export const CodeField: FC<{ label: string; value?: string | undefined; error?: string | undefined }> = (field) => (
  <TextField {...field} name="code" autocomplete="off" autocapitalize="characters" maxlength={12} />
)

/** For who has no code: where people sign up between events. */
export const StandingPages: FC<{ links: Link[] }> = ({ links }) =>
  links.length === 0 ? null : (
    <>
      <h2>{nl.common.homeStanding}</h2>
      <LinkList links={links} />
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
  // Safari drops the meaning of a list without markers; the role gives it back.
  <ul class="ways" role="list">
    {links.map(({ label, href, text }) => (
      <li>
        <a href={href}>{label}</a>
        {text !== undefined && <p class="small">{text}</p>}
      </li>
    ))}
  </ul>
)

/** Nothing was kept: one button sends what was typed once more. */
export const SendAgain: FC<{
  title: string
  text: string
  action: string
  fields: [name: string, value: string][]
}> = ({ title, text, action, fields }) => (
  <>
    <h1>{title}</h1>
    <p class="lead">{text}</p>
    <Form action={action}>
      {fields.map(([name, value]) => (
        <Hidden name={name} value={value} />
      ))}
      <Button>{nl.common.sendAgain}</Button>
    </Form>
    <p>{nl.common.sendAgainBack}</p>
  </>
)

type MessageProps = {
  title: string
  text: string
  link?: { label: string; href: string } | undefined
  typed?: Typed[] | undefined
}
type Typed = { label: string; value: string }

/** A page that only says that something is not there, not allowed or not possible now. */
export const Message: FC<MessageProps> = ({ title, text, link, typed = [] }) => (
  <>
    <h1>{title}</h1>
    <p class="lead">{text}</p>
    {link && (
      <ButtonLink kind="primary" href={link.href}>
        {link.label}
      </ButtonLink>
    )}
    {typed.length > 0 && <TypedBack typed={typed} />}
  </>
)

/** What somebody typed and we did not keep, for them to copy. */
const TypedBack: FC<{ typed: Typed[] }> = ({ typed }) => (
  <>
    <h2>{nl.common.typed.title}</h2>
    <p>{nl.common.typed.text}</p>
    {typed.map(({ label, value }, index) => {
      const name = `typed-${index + 1}`
      return (
        <Field label={label} name={name}>
          <textarea {...control({ name })} rows={value.length > 60 ? 5 : 1} readonly>
            {value}
          </textarea>
        </Field>
      )
    })}
  </>
)
