// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.plan.ReasonCode;
import org.rekindle.workflows.model.run.ReleaseCheck;

class ReleasesCheckedTest {

    private static final ReleaseCheck GOOD = new ReleaseCheck("support", true, "Release support renders.");
    private static final ReleaseCheck BAD = new ReleaseCheck("hub", false, "Release hub does not render: x; y.");
    private static final ReleaseCheck WORSE = new ReleaseCheck("binder", false, "Release binder cannot be deployed.");

    @Test
    void nothingSpeaksAgainstReleasesThatRender() {
        assertThat(ReleasesChecked.objection(List.of())).isEmpty();
        assertThat(ReleasesChecked.objection(List.of(GOOD))).isEmpty();
    }

    @Test
    void eachReleaseThatDoesNotRenderSpeaksAgainstATeardown() {
        assertThat(ReleasesChecked.objection(List.of(GOOD, BAD, WORSE)))
                .hasValue(Reason.of(
                        ReasonCode.RELEASES_NOT_DEPLOYABLE,
                        "faults",
                        "Release hub does not render: x; y. Release binder cannot be deployed."));
    }

    @Test
    void faultsAreToldFirst() {
        assertThat(ReleasesChecked.sentences(List.of(GOOD, BAD))).containsExactly(BAD.sentence(), GOOD.sentence());
    }
}
