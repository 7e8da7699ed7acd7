declare global {
  namespace App {
    // What Kit's own types leave to the app: `Locals`, `PageData`, `PageState`, `Error`, `Platform`.
  }
}

export {};
