// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The faults of a cloud, and those who want to know when a request passes a place. Safe for use by many threads. */
public final class CloudFaults {

    private final List<Counted> faults = new CopyOnWriteArrayList<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    public CloudFaults(List<CloudFault> faults) {
        faults.forEach(this::add);
    }

    /** A cloud in which nothing goes wrong of itself. */
    public static CloudFaults none() {
        return new CloudFaults(List.of());
    }

    /** Adds a fault while the cloud is running; its occurrences are counted from now on. */
    public void add(CloudFault fault) {
        faults.add(new Counted(fault, new AtomicInteger()));
    }

    /** When a listener is called. */
    public enum Moment {
        /** The request has arrived and nothing has been done. */
        BEFORE,
        /** The request has been carried out and nothing has been answered. */
        AFTER
    }

    /**
     * A request that passes a place.
     *
     * @param operation such as {@code magnum.create}
     * @param path with the prefix of the service
     * @param occurrence how many times the listener's place has been passed at this moment, this one included
     */
    public record Passing(Moment moment, String operation, String method, String path, int occurrence) {}

    /**
     * Calls a listener, on the thread of the request, so that the request waits for it.
     *
     * @param at a place as in {@link CloudFault#at()}
     */
    public void on(String at, Moment moment, Consumer<Passing> listener) {
        listeners.add(new Listener(at, moment, listener, new AtomicInteger()));
    }

    /** Counts the arrival of a request; returns the faults that strike it, in the order in which they were added. */
    public List<CloudFault> arrive(String operation, String method, String path) {
        publish(Moment.BEFORE, operation, method, path);
        List<CloudFault> striking = new ArrayList<>();
        for (Counted counted : faults) {
            if (matches(counted.fault.at(), operation, method, path)
                    && counted.fault.strikes(counted.occurrences.incrementAndGet())) {
                striking.add(counted.fault);
            }
        }
        return striking;
    }

    /** Says that a request has been carried out. */
    public void carriedOut(String operation, String method, String path) {
        publish(Moment.AFTER, operation, method, path);
    }

    private void publish(Moment moment, String operation, String method, String path) {
        for (Listener listener : listeners) {
            if (listener.moment == moment && matches(listener.at, operation, method, path)) {
                listener.action()
                        .accept(new Passing(moment, operation, method, path, listener.occurrences.incrementAndGet()));
            }
        }
    }

    private static boolean matches(String place, String operation, String method, String path) {
        int space = place.indexOf(' ');
        if (space < 0) {
            return place.equals(operation);
        }
        return place.substring(0, space).equalsIgnoreCase(method)
                && matches(place.substring(space + 1).strip(), path);
    }

    /** Whether a pattern fits a path, or the path without its first segment, which is the prefix of the service. */
    private static boolean matches(String pattern, String path) {
        String[] wanted = segments(pattern);
        String[] given = segments(path);
        int surplus = given.length - wanted.length;
        if (surplus < 0 || surplus > 1) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].equals("*") && !wanted[i].equals(given[i + surplus])) {
                return false;
            }
        }
        return true;
    }

    private static String[] segments(String path) {
        String trimmed = path.replaceAll("^/+|/+$", "");
        return trimmed.isEmpty() ? new String[0] : trimmed.split("/+");
    }

    private record Counted(CloudFault fault, AtomicInteger occurrences) {}

    private record Listener(String at, Moment moment, Consumer<Passing> action, AtomicInteger occurrences) {}
}
