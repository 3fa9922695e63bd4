// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rekindle.workflows.model.plan.Remedy;
import org.rekindle.workflows.model.run.Phase;
import picocli.CommandLine;

/** What is ahead comes from the plan's remedy, in its own order. */
final class StatusTreeTest {

    @Test
    void besideTheOldClusterTheTeardownComesAfterUsersHaveMoved() {
        assertThat(ahead(Remedy.REBUILD_BESIDE, Phase.AWAITING_APPROVAL))
                .containsExactly(
                        "Rebuilding",
                        "Connecting",
                        "Redeploying",
                        "Verifying",
                        "Switching over",
                        "Tearing down",
                        "Reporting");
    }

    @Test
    void whileTheOldOneIsTornDownOnlyTheReportIsAhead() {
        assertThat(ahead(Remedy.REBUILD_BESIDE, Phase.TEARING_DOWN)).containsExactly("Reporting");
        assertThat(ahead(Remedy.REBUILD, Phase.TEARING_DOWN))
                .containsExactly("Rebuilding", "Connecting", "Redeploying", "Verifying", "Reporting");
    }

    @Test
    void aRenewalInPlaceDestroysNothingOnItsWay() {
        assertThat(ahead(Remedy.RENEW_IN_PLACE, Phase.PLANNING)).containsExactly("Renewing", "Verifying", "Reporting");
    }

    @Test
    void aStuckStepIsNoPlaceOnTheWay() {
        assertThat(ahead(Remedy.REBUILD, Phase.AWAITING_OPERATOR))
                .isEqualTo(ahead(Remedy.REBUILD, Phase.AWAITING_APPROVAL));
    }

    private static List<String> ahead(Remedy remedy, Phase phase) {
        return StatusTree.lines(
                        Views.of(remedy, phase), List.of(), Views.START, new Style(CommandLine.Help.Ansi.OFF, false))
                .stream()
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2))
                .toList();
    }
}
