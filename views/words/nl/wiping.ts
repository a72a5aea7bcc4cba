/** The button beside every text that somebody typed about people. */
export const wiping = {
  button: 'Wis deze notitie (bevat gevoelige info: wissen)',
}
