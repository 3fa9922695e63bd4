// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rekindle.workflows.model.approval.ApprovalSignature;
import org.rekindle.workflows.model.run.Outcome;

/** People sign with the real ssh-keygen, and the worker checks by the fleet file that it reads. */
final class SignedApprovalIT {

    @TempDir
    private Path folder;

    @Test
    void theRunGoesOnByARealSignatureAndByNothingElse() throws Exception {
        GameDayResult result = GameDay.play(Scenarios.find("signed-approval"), folder, Talk.SILENT);

        String story = story(result);
        assertThat(result.violations()).as(story).isEmpty();
        assertThat(result.outcome()).as(story).isEqualTo(Outcome.RECOVERED);
        List<ApprovalSignature> signatures = result.view().approval().signatures();
        assertThat(signatures).extracting(ApprovalSignature::by).containsExactly("ben");
        assertThat(Files.readString(Path.of(result.view().report())))
                .contains(signatures.get(0).armored().strip());
    }

    static List<Scenario> gameDaysWithSignatures() {
        return Scenarios.gameDays().stream()
                .filter(day -> !day.people().isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("gameDaysWithSignatures")
    void everyGameDayInWhichPeopleSignEndsAsExpected(Scenario day) throws Exception {
        GameDayResult result = GameDay.play(day, folder, Talk.SILENT);

        assertThat(result.violations()).as(story(result)).isEmpty();
    }

    private static String story(GameDayResult result) {
        return result.view().timeline().stream()
                .map(entry -> entry.at() + " " + entry.what())
                .collect(Collectors.joining("\n"));
    }
}
