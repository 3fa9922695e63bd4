// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.process;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, the last one first, once, and all of it even if one of them fails. */
public final class ResourceStack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceStack.class);

    private final Deque<Named> opened = new ArrayDeque<>();

    private record Named(String name, AutoCloseable what) {}

    /** Takes care of something. */
    public synchronized <T extends AutoCloseable> T closes(String name, T what) {
        opened.push(new Named(name, what));
        return what;
    }

    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            Named next = opened.pop();
            try {
                next.what().close();
            } catch (Exception failed) {
                // What is left must be closed all the same, or processes stay behind.
                LOG.warn("{} did not close cleanly", next.name(), failed);
            }
        }
    }
}
