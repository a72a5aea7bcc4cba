/** The button beside every text that somebody typed about people. */
export const wiping = {
  button: 'Bevat gevoelige info: wissen',
}
