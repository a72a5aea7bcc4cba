import type { FC } from 'hono/jsx'
import { Button, ErrorSummary, type FieldError, Form, TextField } from './form.tsx'
import { Notice } from './parts.tsx'
import type { Words } from './words.ts'

type SignInWords = Words['staff']['signIn']

type AskProps = {
  words: SignInWords
  problem: string
  action: string
  email: string
  errors: FieldError[]
  sendsMail: boolean
}

/** Asks for a link by mail; looks the same for every address. */
export const AskForLink: FC<AskProps> = ({ words, problem, action, email, errors, sendsMail }) => (
  <>
    <ErrorSummary title={problem} errors={errors} />
    <h1>{words.title}</h1>
    <p class="lead">{words.lead}</p>
    {!sendsMail && <Notice kind="info">{words.noMailer}</Notice>}
    <Form action={action}>
      <TextField
        name="email"
        type="email"
        inputmode="email"
        autocomplete="email"
        maxlength={200}
        label={words.email}
        value={email}
        error={errors[0]?.message}
      />
      <Button>{words.ask}</Button>
    </Form>
  </>
)

export const LinkMailed: FC<{ words: SignInWords; minutes: number; again: string; sendsMail: boolean }> = ({
  words,
  minutes,
  again,
  sendsMail,
}) => (
  <>
    <h1>{words.mailed}</h1>
    <p class="lead">{words.mailedText(minutes)}</p>
    {sendsMail ? <p>{words.mailedNothing}</p> : <Notice kind="info">{words.noMailer}</Notice>}
    <p>
      <a href={again}>{words.again}</a>
    </p>
  </>
)

/** What a mailed link opens: nothing happens before the button. */
export const EnterByLink: FC<{ words: SignInWords; action: string; name: string }> = ({ words, action, name }) => (
  <>
    <h1>{words.welcome(name)}</h1>
    <p class="lead">{words.oneUse}</p>
    <Form action={action}>
      <Button>{words.enter}</Button>
    </Form>
  </>
)

type FirstProps = {
  words: SignInWords
  problem: string
  action: string
  typed: { name: string; email: string }
  errors: FieldError[]
}

/** What the very first link opens: it makes the first member of staff. */
export const FirstMember: FC<FirstProps> = ({ words, problem, action, typed, errors }) => {
  const errorOf = (name: string) => errors.find((error) => error.field === name)?.message
  return (
    <>
      <ErrorSummary title={problem} errors={errors} />
      <h1>{words.first}</h1>
      <p class="lead">{words.firstLead}</p>
      <Form action={action}>
        <TextField
          name="name"
          label={words.name}
          autocomplete="name"
          maxlength={100}
          value={typed.name}
          error={errorOf('name')}
        />
        <TextField
          name="email"
          type="email"
          inputmode="email"
          autocomplete="email"
          maxlength={200}
          label={words.email}
          value={typed.email}
          error={errorOf('email')}
        />
        <Button>{words.firstEnter}</Button>
      </Form>
    </>
  )
}
