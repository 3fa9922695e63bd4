// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.cloud.magnum;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rekindle.lab.cloud.http.JsonFields;

/** The parameters {@code limit}, {@code marker}, {@code sort_key} and {@code sort_dir} of a list. */
final class Paging {

    private static final int MAX_LIMIT = 1000;

    private Paging() {}

    /**
     * Sorts and cuts a list.
     *
     * @param name the name of the list in the answer
     * @param path of the list, for the link to the next page
     * @param kind what a marker that is not found is called
     * @param items in the order of their ids
     * @param sortable the fields by which may be sorted, beside {@code id}
     * @param view what is shown of an item, which holds the fields
     */
    static <T> JsonFields page(
            Request request,
            String name,
            String path,
            String kind,
            List<T> items,
            Set<String> sortable,
            Function<T, JsonFields> view) {
        String sortKey = Objects.requireNonNullElse(request.call().query("sort_key"), "id");
        String sortDir = Objects.requireNonNullElse(request.call().query("sort_dir"), "asc");
        int limit = limit(request.call().query("limit"));
        if (!sortDir.equals("asc") && !sortDir.equals("desc")) {
            throw MagnumError.badRequest(
                    "Invalid sort direction: " + sortDir + ". Acceptable values are 'asc' or 'desc'");
        }
        if (!sortKey.equals("id") && !sortable.contains(sortKey)) {
            throw MagnumError.badRequest("The sort_key value \"" + sortKey + "\" is an invalid field for sorting");
        }
        List<JsonFields> views = new ArrayList<>(items.stream().map(view).toList());
        if (!sortKey.equals("id")) {
            views.sort(Comparator.comparing(item -> String.valueOf(item.get(sortKey))));
        }
        if (sortDir.equals("desc")) {
            Collections.reverse(views);
        }
        views = after(views, request.call().query("marker"), kind);
        boolean more = views.size() >= limit;
        List<JsonFields> shown = views.subList(0, Math.min(limit, views.size()));
        JsonFields page = JsonFields.of(name, shown);
        if (more && !shown.isEmpty()) {
            page.with(
                    "next",
                    request.url() + "/v1/" + path + "?sort_key=" + sortKey + "&sort_dir=" + sortDir + "&limit=" + limit
                            + "&marker=" + shown.get(shown.size() - 1).get("uuid"));
        }
        return page;
    }

    private static List<JsonFields> after(List<JsonFields> views, @Nullable String marker, String kind) {
        if (marker == null) {
            return views;
        }
        for (int i = 0; i < views.size(); i++) {
            if (marker.equals(views.get(i).get("uuid"))) {
                return views.subList(i + 1, views.size());
            }
        }
        throw MagnumError.notFound(kind, marker);
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return MAX_LIMIT;
        }
        if (!text.matches("-?\\d{1,9}")) {
            throw MagnumError.invalid("limit", text, "unable to convert to int");
        }
        int limit = Integer.parseInt(text);
        if (limit <= 0) {
            throw MagnumError.badRequest("Limit must be positive");
        }
        return Math.min(limit, MAX_LIMIT);
    }
}
