export {}

/** The commands of package.json's scripts, each loaded only when it is asked for. */
const COMMANDS: Record<string, (args: string[]) => Promise<void>> = {
  demo: async () => {
    console.log('Making the invented years… (about a minute)')
    const { startDemo } = await import('./demo/demo.ts')
    await startDemo(process.env)
  },
  match: async (args) => {
    const { runMatch } = await import('./matching/match-cli.ts')
    const { exitCode, stdout, stderr } = await runMatch(args, process.stdin)
    process.stdout.write(stdout)
    process.stderr.write(stderr)
    process.exitCode = exitCode
  },
}

const [name = '', ...args] = process.argv.slice(2)
const command = COMMANDS[name]
if (command) await command(args)
else {
  console.error(`Unknown command. There are: ${Object.keys(COMMANDS).join(', ')}.`)
  process.exitCode = 2
}
