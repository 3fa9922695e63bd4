// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack.doctor;

import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import org.rekindle.activities.openstack.client.NotUnderstood;
import org.rekindle.activities.openstack.client.StrictEndpoints;
import org.rekindle.activities.openstack.doctor.CloudFinding.Status;

/** Collects what the doctor finds, in the order in which it looks. */
final class Findings {

    /** Nothing bounds the names that a cloud shows. */
    private static final int LONGEST = 8_000;

    private final List<CloudFinding> all = new ArrayList<>();
    private boolean isCatalogueTold;

    void ok(String about, String sentence) {
        all.add(new CloudFinding(about, Status.OK, shortened(sentence), null));
    }

    void note(String about, String sentence, String cure) {
        all.add(new CloudFinding(about, Status.NOTE, shortened(sentence), cure));
    }

    void stops(String about, String sentence, String cure) {
        all.add(new CloudFinding(about, Status.STOPS, shortened(sentence), cure));
    }

    /**
     * Looks at something without which a recovery cannot work. That it cannot be looked at is a finding too; its sentence
     * says what failed and carries the cloud's request id.
     *
     * @return whether the look came to its end
     */
    boolean look(String about, String cure, Runnable look) {
        try {
            look.run();
            return true;
        } catch (ApplicationFailure failure) {
            stops(about, once(failure.getOriginalMessage()), NotUnderstood.is(failure) ? NotUnderstood.CURE : cure);
            return false;
        }
    }

    private static String shortened(String sentence) {
        if (sentence.length() <= LONGEST) {
            return sentence;
        }
        return sentence.substring(0, LONGEST) + "…";
    }

    /** A sentence without the catalogue at its end when that was reported before: it is long, and always the same. */
    String once(String sentence) {
        int catalogue = sentence.indexOf(StrictEndpoints.OFFERS);
        if (catalogue < 0) {
            return sentence;
        }
        boolean isTold = isCatalogueTold;
        isCatalogueTold = true;
        if (isTold) {
            return sentence.substring(0, catalogue);
        }
        return sentence;
    }

    List<CloudFinding> all() {
        return List.copyOf(all);
    }
}
