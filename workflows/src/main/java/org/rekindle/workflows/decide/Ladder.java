// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.util.ArrayList;
import java.util.List;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.model.TemplatePolicy;

/** Decides from which templates a cluster is built, and in which order they are tried. */
public final class Ladder {

    private Ladder() {}

    /**
     * The rungs that may be tried, and why each template is among them or not.
     *
     * @param judged every allowed template that exists, in the fleet file's order
     */
    public record Choice(List<Rung> judged, List<Rung> rungs, List<Decision> decisions) {}

    /** Chooses among the visible templates those that the fleet file allows and the policy lets through. */
    public static Choice choose(ClusterProfile profile, List<Template> visible) {
        List<Rung> judged = new ArrayList<>();
        List<Rung> rungs = new ArrayList<>();
        List<Decision> decisions = new ArrayList<>();
        for (String wanted : profile.templates()) {
            List<Template> found = find(wanted, visible);
            if (found.size() > 1) {
                decisions.add(new Decision(
                        "template " + wanted,
                        "left out",
                        "The project sees " + found.size()
                                + " templates of this name; write the UUID of the one that is" + " meant."));
                continue;
            }
            if (found.isEmpty()) {
                decisions.add(new Decision(
                        "template " + wanted,
                        "left out",
                        "The project sees no template of this name or UUID any more."));
                continue;
            }
            Rung rung = Compatibility.judge(found.get(0), profile.compatibility(), visible);
            judged.add(rung);
            if (rung.fits() || profile.policy().templates() == TemplatePolicy.AS_LISTED) {
                rungs.add(rung);
            }
            decisions.add(decision(rung, profile.policy().templates()));
        }
        return new Choice(List.copyOf(judged), List.copyOf(rungs), List.copyOf(decisions));
    }

    private static Decision decision(Rung rung, TemplatePolicy policy) {
        String step = "template " + rung.template().name();
        if (rung.fits()) {
            return new Decision(step, "may be built from", rung.why());
        }
        return switch (policy) {
            case FITTING -> new Decision(step, "left out", rung.why());
            case AS_LISTED ->
                new Decision(step, "tried all the same, as the policy says (templates: as-listed)", rung.why());
        };
    }

    private static List<Template> find(String wanted, List<Template> visible) {
        List<Template> byUuid = visible.stream()
                .filter(template -> template.uuid().equals(wanted))
                .toList();
        return byUuid.isEmpty()
                ? visible.stream()
                        .filter(template -> template.name().equals(wanted))
                        .toList()
                : byUuid;
    }
}
