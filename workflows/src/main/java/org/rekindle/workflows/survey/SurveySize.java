// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.rekindle.workflows.decide.text.Text;
import org.rekindle.workflows.model.plan.Condition;
import org.rekindle.workflows.model.plan.Diagnosis;
import org.rekindle.workflows.model.plan.Reason;
import org.rekindle.workflows.model.run.SurveyEntry;
import org.rekindle.workflows.model.run.SurveyResult;

/**
 * Makes a survey's result fit: a Temporal server accepts no value of more than 2 MiB, and a workflow that returns one fails its task
 * for ever. The most important is kept: first what the diagnoses rest on goes, then the facts of their reasons and the ends
 * of long sentences, then healthy clusters, which are counted.
 */
final class SurveySize {

    /** Three quarters of what the server takes, in bytes. */
    private static final int BUDGET = 1536 * 1024;

    private static final int SHORT = 120;

    /** The names of an entry's fields, its constants and its times, in bytes. */
    private static final int FRAME = 320;

    /** Quotation marks, colon and comma of a fact, in bytes. */
    private static final int PER_FACT = 6;

    private SurveySize() {}

    static SurveyResult fit(List<SurveyEntry> all) {
        return fit(all, BUDGET);
    }

    static SurveyResult fit(List<SurveyEntry> all, int budget) {
        List<SurveyEntry> kept = shorter(all, budget, SurveySize::withoutFacts);
        kept = shorter(kept, budget, SurveySize::shortened);
        if (size(kept) > budget) {
            kept = kept.stream()
                    .filter(entry -> entry.diagnosis().condition() != Condition.HEALTHY)
                    .toList();
        }
        List<SurveyEntry> fitting = new ArrayList<>();
        int used = 0;
        for (SurveyEntry entry : kept) {
            used += size(entry);
            if (used > budget) {
                break;
            }
            fitting.add(entry);
        }
        return new SurveyResult(List.copyOf(fitting), all.size() - fitting.size());
    }

    private static List<SurveyEntry> shorter(List<SurveyEntry> all, int budget, UnaryOperator<SurveyEntry> by) {
        return size(all) <= budget ? all : all.stream().map(by).toList();
    }

    private static SurveyEntry withoutFacts(SurveyEntry entry) {
        return with(entry, entry.diagnosis().reason(), entry.sentence());
    }

    private static SurveyEntry shortened(SurveyEntry entry) {
        return with(entry, Reason.of(entry.diagnosis().reason().code()), Text.atMost(SHORT, entry.sentence()));
    }

    private static SurveyEntry with(SurveyEntry entry, Reason reason, String sentence) {
        Diagnosis diagnosis = entry.diagnosis();
        return new SurveyEntry(
                entry.cluster(),
                new Diagnosis(
                        diagnosis.condition(),
                        diagnosis.daysLeft(),
                        reason,
                        List.of(),
                        diagnosis.cause(),
                        diagnosis.certainty(),
                        List.of()),
                entry.notAfter(),
                entry.started(),
                sentence);
    }

    private static int size(List<SurveyEntry> entries) {
        return entries.stream().mapToInt(SurveySize::size).sum();
    }

    private static int size(SurveyEntry entry) {
        Diagnosis diagnosis = entry.diagnosis();
        return FRAME
                + bytes(entry.cluster())
                + bytes(entry.sentence())
                + size(diagnosis.reason())
                + diagnosis.facts().stream().mapToInt(SurveySize::bytes).sum()
                + diagnosis.wouldTell().stream()
                        .mapToInt(clue -> PER_FACT + bytes(clue.name()))
                        .sum();
    }

    private static int size(Reason reason) {
        return bytes(reason.code().name())
                + reason.facts().entrySet().stream()
                        .mapToInt(fact -> PER_FACT + bytes(fact.getKey()) + bytes(fact.getValue()))
                        .sum()
                + reason.because().stream().mapToInt(SurveySize::size).sum();
    }

    /** In JSON and UTF-8, where a control character becomes six and half of a surrogate pair is at most three. */
    private static int bytes(int character) {
        if (character < ' ') {
            return 6;
        }
        if (character == '"' || character == '\\') {
            return 2;
        }
        if (character < 128) {
            return 1;
        }
        return 3;
    }

    private static int bytes(String text) {
        return text.chars().map(SurveySize::bytes).sum();
    }
}
