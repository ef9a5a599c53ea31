// Opens a search page in Firefox from disk and prints how many words it highlights: node firefox.mjs PROGRAM URL
import { createRequire } from "node:module";

const [program, url] = process.argv.slice(2);
const puppeteer = createRequire(`${process.cwd()}/package.json`)("puppeteer-core");
const browser = await puppeteer.launch({ browser: "firefox", executablePath: program, headless: true });
try {
  const page = await browser.newPage();
  await page.goto(url, { waitUntil: "load" });
  await page.waitForSelector("main mark", { timeout: 15000 });
  console.log(JSON.stringify({ marks: (await page.$$("main mark")).length }));
} finally {
  await browser.close();
}
