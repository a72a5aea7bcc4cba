/** The button beside every text that somebody typed about people. */
export const wiping = {
  button: 'Gevoelige info? Wis deze notitie',
}
