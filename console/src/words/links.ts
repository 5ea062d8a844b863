const LINK = /https?:\/\/\S|(?<![\w@.-])(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}(?![\w@])/iu;

/** Whether a text has a link, also one without https://, which platforms make links of. */
export const hasLink = (text: string): boolean => LINK.test(text);
