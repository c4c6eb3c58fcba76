// Drafts to try, each of a kind that people write.

export const examples = [
  {
    name: "An ordinary note",
    to: "ines@example.com",
    subject: "Keys for the west gate",
    text: "Hi Ines,\n\nthe new keys for the west gate came today. Yours is in the top drawer, with your name on it.\n\nCould you tell me by Thursday 3 pm whether the lock turns?\n\nThanks\nTom\n",
  },
  {
    name: "Hard news",
    to: "daniel@example.com",
    subject: "Your position",
    text: "Hi Daniel,\n\nthe depot has lost the regional contract, and I have to tell you that we have decided to let you go. Your last day will be Friday.\n\nPlease leave the van keys at the front desk.\n\nMartin\n",
  },
  {
    name: "Written in anger",
    to: "tobias@example.com",
    subject: "Re: Poster proofs",
    text: "Tobias,\n\nthis is the THIRD time you ignored what we agreed on!!! Are you stupid or do you just not care? You always do this, and everybody is sick of it.\n\nFix it ASAP.\n",
  },
  {
    name: "A password in a chat",
    profile: "chat",
    to: "pat@example.com",
    text: "for the demo shop: user is demo-admin, the password is Wobbly-Teapot-93! same one for the orders database 😅",
  },
  {
    name: "Many hands",
    to: "ana@example.com, bo@example.com, ines@example.com, tom@example.com",
    subject: "Moving the workshop",
    text: "Hi all,\n\nwe need to move the workshop to the new hall. Someone has to order the van, someone should tell the neighbours, and the power has to be off before the kiln goes, but only after the last firing. Can we find a date? When does it suit you? And who has the plan of the cables? Let's also settle who pays the deposit, and whether the old benches come with us.\n\nPlease answer soon.\n",
  },
];
