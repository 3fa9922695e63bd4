// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.client;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rekindle.activities.openstack.CloudService;
import org.rekindle.workflows.api.Failures;
import org.rekindle.workflows.model.run.FailureCode;

/**
 * The microversion to speak with one Magnum: the newest that both sides know. 1.8 is the least, since it brought the upgrade;
 * 1.9 brought node groups; 1.14 is the newest that was seen.
 */
public final class MagnumVersion {

    private static final int LEAST = 8;
    private static final int NODE_GROUPS = 9;
    private static final int CREDENTIALS = 12;
    private static final int NEWEST = 14;
    private static final Pattern VERSION = Pattern.compile("1\\.(\\d{1,4})\\s*$");

    private final AtomicReference<@Nullable Integer> agreed = new AtomicReference<>();

    /** The header's value; the first time it asks Magnum what it speaks. */
    public String header(OpenStackSession session) {
        return "container-infra 1." + minor(session);
    }

    /** Whether node groups can be asked for. */
    public boolean hasNodeGroups(OpenStackSession session) {
        return minor(session) >= NODE_GROUPS;
    }

    /** Whether the application credential of a cluster can be renewed. */
    public boolean hasCredentials(OpenStackSession session) {
        return minor(session) >= CREDENTIALS;
    }

    /** Forgets what was agreed: Magnum no longer takes it, so it was changed under us. */
    public void forget() {
        agreed.set(null);
    }

    /** The minor of the microversion that is spoken; the first time it asks Magnum. */
    public int minor(OpenStackSession session) {
        Integer known = agreed.get();
        if (known == null) {
            known = negotiate(session);
            agreed.set(known);
        }
        return known;
    }

    private static int negotiate(OpenStackSession session) {
        ServiceAnswer answer = session.send(ServiceCall.get(CloudService.MAGNUM, "/"));
        if (!answer.isSuccess() && !answer.isNotFound()) {
            throw answer.failure();
        }
        String maximum = answer.maximumVersion();
        Matcher version = VERSION.matcher(Objects.requireNonNullElse(maximum, ""));
        if (!version.find()) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "The address of Magnum in the catalogue of " + session.entry()
                            + " does not answer as Magnum does: it names no microversion. "
                            + answer.inWords() + ".");
        }
        int newest = Integer.parseInt(version.group(1));
        if (newest < LEAST) {
            throw Failures.of(
                    FailureCode.MISCONFIGURED,
                    "The Magnum of " + session.entry() + " speaks microversion 1." + newest
                            + " at most. An upgrade needs 1." + LEAST + ".");
        }
        return Math.min(newest, NEWEST);
    }
}
