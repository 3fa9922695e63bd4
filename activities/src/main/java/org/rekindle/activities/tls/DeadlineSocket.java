// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.tls;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket from which nothing is read after a deadline. A timeout of reads alone is not enough: a server that sends a byte every two
 * seconds answers each read in time, and the whole never ends.
 */
final class DeadlineSocket extends Socket {

    private static final long NANOS_OF_A_MILLI = 1_000_000;

    private volatile long deadline = System.nanoTime();

    /** Says how long may be read, from now on. */
    void readFor(Duration limit) {
        deadline = System.nanoTime() + limit.toNanos();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                limit();
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                limit();
                return super.read(bytes, from, length);
            }
        };
    }

    private void limit() throws IOException {
        long left = (deadline - System.nanoTime()) / NANOS_OF_A_MILLI;
        if (left <= 0) {
            throw new SocketTimeoutException("the deadline is over");
        }
        setSoTimeout(Math.toIntExact(left));
    }
}
