// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Remembers how an answer begins, and ends at once where it is not TLS, so that a server that speaks something else can be quoted. */
final class FirstBytes extends FilterInputStream {

    private static final int MOST = 40;

    /** RFC 8446, 5.1: the kinds of records, change_cipher_spec to application_data, and what each version begins with. */
    private static final int FIRST_KIND = 20;

    private static final int LAST_KIND = 23;
    private static final int MAJOR_VERSION = 3;

    private final byte[] first = new byte[MOST];
    private int count;
    private boolean atEnd;

    FirstBytes(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        if (read(one, 0, 1) < 0) {
            return -1;
        }
        return Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int got = remember(bytes, from, length);
        if (count > 0 && !isTls()) {
            // What looks like the length of a record is not one, and must not be waited for.
            if (count < MOST && in.available() > 0) {
                int unused = remember(new byte[MOST - count], 0, MOST - count);
            }
            throw new IOException("this is no TLS");
        }
        return got;
    }

    private int remember(byte[] bytes, int from, int length) throws IOException {
        int got = super.read(bytes, from, length);
        atEnd = got < 0;
        int kept = Math.min(got, MOST - count);
        if (kept > 0) {
            System.arraycopy(bytes, from, first, count, kept);
            count += kept;
        }
        return got;
    }

    /** How many there are so far. */
    int count() {
        return count;
    }

    /** Whether there is nothing more to read. */
    boolean isAtEnd() {
        return atEnd;
    }

    boolean isTls() {
        return first[0] >= FIRST_KIND && first[0] <= LAST_KIND && (count < 2 || first[1] == MAJOR_VERSION);
    }

    /** The first line, as far as it is remembered, with a question mark for what is not text. */
    String quoted() {
        return new String(first, 0, count, StandardCharsets.US_ASCII)
                .split("[\\r\\n]", 2)[0].replaceAll("[^ -!#-~]", "?");
    }
}
