package org.scorekeeper.facts;

/**
 * One canonical field of a kind of fact.
 *
 * @param name as feeds and contracts write it: {@code work-date}
 * @param column as the database writes it: {@code work_date}
 * @param type what it holds
 */
public record Field(String name, String column, FieldType type) {}
