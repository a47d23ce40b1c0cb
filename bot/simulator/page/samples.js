// What the cards do. All made up: nobody's number, no account, and no address here is ever opened.
const NIR = "2 85 07 75 115 001 71";

export const SAMPLES = {
  fr: [
    {
      title: "Un message reçu : est-il vrai ?",
      cards: [
        forward("Faux ameli", "Ameli", "Ameli : votre carte Vitale expire. Renouvelez-la ici avant demain : http://ameli-vitale-dossier.com"),
        forward("Faux colis", "+33644637000", "Votre colis est retenu. Réglez 1,99 € de frais sous 24 h : https://suivi-colis-laposte.top/p/81"),
        forward("Faux conseiller", "+33756781234", "Virement de 890 € en cours. Si vous n’êtes pas à l’origine, appelez vite notre service fraude au 01 86 26 00 00."),
        forward("« Maman, nouveau numéro »", "+33700000000", "Coucou maman, mon téléphone est cassé. Voici mon nouveau numéro, écris-moi sur WhatsApp."),
        forward("Un vrai avis", "Assurance Maladie", "L’Assurance Maladie : un nouveau message vous attend dans votre compte. Rendez-vous sur https://www.ameli.fr"),
        forward("Un rendez-vous", "Cabinet", "Rappel : RDV avec le Dr Martin jeudi à 14h30. En cas d’empêchement, prévenez le cabinet."),
        picture("La photo d’un SMS", "Une capture d’écran, envoyée comme photo.", "+33 6 44 63 70 00", "Amende impayée. Réglez 35 € avant majoration : https://antai-reglement.top"),
      ],
    },
    {
      title: "Une urgence, un plan",
      cards: [
        write("Il s’est passé quelque chose", "Les premiers gestes : quelques touches mènent à l’appel de la banque.", "/start"),
        write("Mon plan", "Les gestes à faire, le prochain en premier.", "/plan"),
        write("Tous les guides", "Fuites, comptes, plaintes, rappels.", "/menu"),
        { do: "later", title: "Et plus tard ?", text: "Avance l’horloge jusqu’au prochain rappel, s’il y en a un." },
      ],
    },
    {
      title: "Vos secrets restent à vous",
      cards: [
        write("Un numéro écrit par erreur", `« Mon numéro de sécu : ${NIR} » est effacé avant tout le reste.`, `Mon numéro de sécu : ${NIR}`),
        write("Ce qui est gardé", "Peu de choses, et la liste est courte.", "/privacy"),
        write("Tout recevoir", "Un document avec tout ce que le robot garde.", "/export"),
        write("Tout effacer", "Une confirmation, et il ne reste rien.", "/forget"),
      ],
    },
  ],
  en: [
    {
      title: "A message you received: is it real?",
      cards: [
        forward("Fake ameli", "Ameli", "Ameli: your health card expires. Renew it here before tomorrow: http://ameli-vitale-dossier.com"),
        forward("Fake parcel", "+33644637000", "Your parcel is held. Pay the 1.99 € fee within 24 hours: https://suivi-colis-laposte.top/p/81"),
        forward("Fake bank adviser", "+33756781234", "A payment of 890 € is being made. If this wasn’t you, call our fraud team now on 01 86 26 00 00."),
        forward("“Mum, new number”", "+33700000000", "Hi mum, I broke my phone. This is my new number, text me on WhatsApp."),
        forward("A genuine notice", "Assurance Maladie", "Health insurance: a new message is waiting in your account. Go to https://www.ameli.fr"),
        forward("An appointment", "Surgery", "Reminder: appointment with Dr Martin on Thursday at 2.30 pm. If you cannot come, tell the surgery."),
        picture("A picture of a text", "A screenshot, sent as a picture.", "+33 6 44 63 70 00", "Unpaid fine. Pay 35 € before it goes up: https://antai-reglement.top"),
      ],
    },
    {
      title: "An emergency, a plan",
      cards: [
        write("Something happened", "First steps: a few taps lead to calling the bank.", "/start"),
        write("My plan", "The steps to take, the next one first.", "/plan"),
        write("All guides", "Breaches, accounts, complaints, reminders.", "/menu"),
        { do: "later", title: "And later?", text: "Moves the clock to the next reminder, if one is set." },
      ],
    },
    {
      title: "Your secrets stay yours",
      cards: [
        write("A number typed by mistake", `“My social security number: ${NIR}” is deleted before anything else.`, `My social security number: ${NIR}`),
        write("What is kept", "Few things, and the list is short.", "/privacy"),
        write("Get everything", "A document with all the bot keeps.", "/export"),
        write("Erase everything", "One confirmation, and nothing is left.", "/forget"),
      ],
    },
  ],
};

function forward(title, sender, text) {
  return { do: "forward", title, text, sender };
}
function write(title, text, words) {
  return { do: "write", title, text, words };
}
function picture(title, text, sender, words) {
  return { do: "picture", title, text, sender, words };
}
