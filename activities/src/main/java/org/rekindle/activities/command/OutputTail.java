// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The end of what a command says, as much of it as is ever looked at. */
final class OutputTail {

    /** More than the largest secret takes up in lines of base64: of one that is cut, nothing must be left in the words that are shown. */
    static final int MOST = 128 * 1024;

    private byte[] kept = new byte[0];
    private boolean cut;

    /** Reads to the end of a stream. One that breaks off is said to have done so: what was read until then is worth having. */
    void read(InputStream output) {
        byte[] piece = new byte[8192];
        try {
            for (int length = output.read(piece); length >= 0; length = output.read(piece)) {
                add(piece, length);
            }
        } catch (IOException e) {
            byte[] said = "\n(what it said then could not be read)\n".getBytes(StandardCharsets.UTF_8);
            add(said, said.length);
        }
    }

    private synchronized void add(byte[] piece, int length) {
        byte[] all = Arrays.copyOf(kept, kept.length + length);
        System.arraycopy(piece, 0, all, kept.length, length);
        cut = cut || all.length > MOST;
        kept = Arrays.copyOfRange(all, Math.max(0, all.length - MOST), all.length);
    }

    /** Whole lines alone: half a secret at the cut would not be known again. */
    synchronized String text() {
        // Bytes that are no UTF-8 are replaced: they must not hide the rest, nor a secret with an accent.
        String text = new String(kept, StandardCharsets.UTF_8);
        if (!cut) {
            return text;
        }
        int line = text.indexOf('\n');
        if (line < 0) {
            return "(one line, too long to be shown)";
        }
        return text.substring(line + 1);
    }
}
