import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** The template of report.html: one file, whose policy lets nothing run but what is in it and loads nothing. */
export default defineConfig({
  publicDir: false,
  build: {
    target: 'es2022',
    outDir: 'dist-report',
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: { input: 'report.html', output: { codeSplitting: false } },
  },
  plugins: [oneFile()],
});

function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.values(bundle);
        const page = files.find((file) => file.fileName.endsWith('.html'));
        const scripts = files.filter((file) => file.type === 'chunk');
        const styles = files.filter((file) => file.fileName.endsWith('.css'));
        if (page?.type !== 'asset' || scripts.length !== 1 || styles.length !== 1) throw new Error(`not one page, script and style: ${files.map((file) => file.fileName).join(', ')}`);
        // What would end the element, or begin a comment in it, may stand in a text of the script.
        const script = scripts[0]!.type === 'chunk' ? scripts[0]!.code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--') : '';
        const style = styles[0]!.type === 'asset' ? String(styles[0]!.source) : '';
        const policy = `default-src 'none'; script-src ${digest(script)}; style-src ${digest(style)}; img-src data:; base-uri 'none'; form-action 'none'`;
        page.source = String(page.source)
          .replace(/\s*<script type="module"[^>]*><\/script>/, '')
          .replace(/\s*<link rel="stylesheet"[^>]*>/, '')
          .replace(/<meta charset="[^"]*" ?\/?>/, (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`)
          .replace('</head>', () => `<style>${style}</style>\n  </head>`)
          .replace('</body>', () => `<script type="module">${script}</script>\n  </body>`);
        for (const file of [...scripts, ...styles]) delete bundle[file.fileName];
      },
    },
  };
}

function digest(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
