// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Events that come one after the other and then end; any number of readers, each from the beginning. */
final class Feed {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final List<String> events = new ArrayList<>();
    private boolean ended;

    void publish(String event) {
        lock.lock();
        try {
            events.add(event);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is nothing at this place and nothing will come. */
    boolean isOver(int index) {
        lock.lock();
        try {
            return ended && index >= events.size();
        } finally {
            lock.unlock();
        }
    }

    /** The event at a place, waited for so long; empty when none has come. */
    Optional<String> at(int index, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (index >= events.size() && !ended && left > 0) {
                left = news.awaitNanos(left);
            }
            return index < events.size() ? Optional.of(events.get(index)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
