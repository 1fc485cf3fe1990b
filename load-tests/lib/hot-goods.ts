/** What everybody wants when the doors open, by code: noodles, water, milk, vegetables, tofu. */
export const hotGoods = ['BG004', 'BG005', 'BG020', 'BG021', 'BG035', 'BG041', 'BG046', 'BG047', 'BG051'];

/** Medical masks: a few hundred in the whole city, gone in the first seconds. */
export const scarceGood = 'BG034';
