// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.decide;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rekindle.workflows.decide.compatibility.Compatibility;
import org.rekindle.workflows.decide.compatibility.KubernetesVersion;
import org.rekindle.workflows.model.ClusterProfile;
import org.rekindle.workflows.model.Decision;
import org.rekindle.workflows.model.Rung;
import org.rekindle.workflows.model.Template;
import org.rekindle.workflows.model.TemplatePolicy;

/** Decides from which templates a cluster is built, and in which order they are tried. */
public final class Ladder {

    private final ClusterProfile profile;
    private final List<Template> visible;
    private final @Nullable String current;
    private final List<Rung> judged = new ArrayList<>();
    private final List<Rung> rungs = new ArrayList<>();
    private final List<Rung> older = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();

    private Ladder(ClusterProfile profile, List<Template> visible, @Nullable String current) {
        this.profile = profile;
        this.visible = visible;
        this.current = current;
    }

    /**
     * The rungs that may be tried, and why each template is among them or not.
     *
     * @param judged every allowed template that exists, in the fleet file's order
     * @param rungs those to build from, in the order in which they are tried
     */
    public record Choice(List<Rung> judged, List<Rung> rungs, List<Decision> decisions) {}

    /** Chooses among the visible templates those that the fleet file allows and the policy lets through. */
    public static Choice choose(ClusterProfile profile, List<Template> visible) {
        return choose(profile, visible, null);
    }

    /**
     * Chooses, and puts templates last whose Kubernetes is older than the cluster's: what users have written for newer APIs is refused
     * there.
     *
     * @param current the cluster's Kubernetes version, null when it is not known
     */
    public static Choice choose(ClusterProfile profile, List<Template> visible, @Nullable String current) {
        return new Ladder(profile, visible, current).choose();
    }

    private Choice choose() {
        profile.templates().forEach(this::judge);
        rungs.addAll(older);
        return new Choice(List.copyOf(judged), List.copyOf(rungs), List.copyOf(decisions));
    }

    private void judge(String wanted) {
        List<Template> found = find(wanted, visible);
        if (found.size() > 1) {
            decisions.add(new Decision(
                    "template " + wanted,
                    "left out",
                    "The project sees " + found.size()
                            + " templates of this name; write the UUID of the one that is meant."));
            return;
        }
        if (found.isEmpty()) {
            decisions.add(new Decision(
                    "template " + wanted, "left out", "The project sees no template of this name or UUID any more."));
            return;
        }
        Rung rung = Compatibility.judge(found.get(0), profile.compatibility(), visible);
        judged.add(rung);
        TemplatePolicy policy = profile.policy().templates();
        if (!rung.fits() && policy == TemplatePolicy.FITTING) {
            decisions.add(new Decision(step(rung), "left out", rung.why()));
            return;
        }
        String choice =
                rung.fits() ? "may be built from" : "tried all the same, as the policy says (templates: as-listed)";
        if (isOlder(rung)) {
            older.add(warned(rung));
            decisions.add(new Decision(step(rung), choice + ", last", warning(rung) + " " + rung.why()));
        } else {
            rungs.add(rung);
            decisions.add(new Decision(step(rung), choice, rung.why()));
        }
    }

    private static String step(Rung rung) {
        return "template " + rung.template().name();
    }

    private boolean isOlder(Rung rung) {
        return current != null
                && KubernetesVersion.parse(current)
                        .flatMap(now -> KubernetesVersion.parse(rung.kubernetesVersion())
                                .filter(then -> then.compareTo(now) < 0))
                        .isPresent();
    }

    private Rung warned(Rung rung) {
        List<String> warnings = new ArrayList<>(rung.warnings());
        warnings.add(warning(rung));
        return new Rung(
                rung.template(),
                rung.kubernetesVersion(),
                rung.chartVersion(),
                rung.fits(),
                rung.why(),
                rung.basis(),
                rung.certainty(),
                warnings);
    }

    private String warning(Rung rung) {
        return "Its Kubernetes " + rung.kubernetesVersion() + " is older than the cluster's " + current
                + ": charts and manifests that use newer APIs are refused there. Add a template of " + current
                + " or newer under templates: in the fleet file.";
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
