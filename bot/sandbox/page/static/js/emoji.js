// Shortcodes of common emoji. Unknown ones stay as typed.

const NAMES = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|tada 🎉|clap 👏|raised_hands 🙌|pray 🙏|wave 👋|muscle 💪|ok_hand 👌|handshake 🤝|point_right 👉
point_left 👈|point_up ☝️|point_down 👇|eyes 👀|bulb 💡|fire 🔥|star ⭐|star2 🌟|sparkles ✨|rocket 🚀|trophy 🏆|medal 🏅|first_place_medal 🥇
second_place_medal 🥈|third_place_medal 🥉|dart 🎯|chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|calendar 📅|date 📅
spiral_calendar_pad 🗓️|clock1 🕐|clock5 🕔|alarm_clock ⏰|hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️|memo 📝|pencil 📝|pencil2 ✏️
clipboard 📋|page_facing_up 📄|file_folder 📁|open_file_folder 📂|books 📚|book 📖|bookmark 🔖|pushpin 📌|paperclip 📎|link 🔗|lock 🔒|unlock 🔓
key 🔑|bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢|speech_balloon 💬|thought_balloon 💭|email 📧|envelope ✉️|inbox_tray 📥|outbox_tray 📤|package 📦
white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|heavy_multiplication_x ✖️|warning ⚠️|exclamation ❗|question ❓|grey_question ❔
information_source ℹ️|no_entry ⛔|no_entry_sign 🚫|stop_sign 🛑|rotating_light 🚨|red_circle 🔴|large_blue_circle 🔵|large_green_circle 🟢
large_yellow_circle 🟡|large_orange_circle 🟠|white_circle ⚪|black_circle ⚫|arrow_up ⬆️|arrow_down ⬇️|arrow_right ➡️|arrow_left ⬅️|arrow_upper_right ↗️
arrow_lower_right ↘️|arrow_up_small 🔼|arrow_down_small 🔽|repeat 🔁|arrows_counterclockwise 🔄|heavy_plus_sign ➕|heavy_minus_sign ➖|gear ⚙️|wrench 🔧
hammer 🔨|mag 🔍|telescope 🔭|scales ⚖️|balance_scale ⚖️|moneybag 💰|gem 💎|gift 🎁|heart ❤️|green_heart 💚|blue_heart 💙|yellow_heart 💛|100 💯|smile 😄
slightly_smiling_face 🙂|smiley 😃|grinning 😀|wink 😉|blush 😊|thinking_face 🤔|neutral_face 😐|confused 😕|disappointed 😞|cry 😢|sweat_smile 😅|joy 😂
heart_eyes 😍|sunglasses 😎|sleeping 😴|zzz 💤|sunny ☀️|cloud ☁️|seedling 🌱|herb 🌿|deciduous_tree 🌳|palm_tree 🌴|coffee ☕|beach_with_umbrella 🏖️
airplane ✈️|house 🏠|office 🏢|busts_in_silhouette 👥|bust_in_silhouette 👤|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|compass 🧭|mountain ⛰️|ledger 📒`;

const CHARACTERS = new Map(
  NAMES.trim().split(/[|\n]/).map((entry) => entry.split(" ")),
);

/** The character of a shortcode without colons, or null. */
export function emoji(name) {
  return CHARACTERS.get(name.toLowerCase().replace(/::skin-tone-\d$/, "")) ?? null;
}

/** Text with the `:shortcodes:` it contains replaced. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/gi, (typed, name) => emoji(name) ?? typed);
}
