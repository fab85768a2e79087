import type { Database } from './database.ts';

/**
 * Removes every row of a patient from every table that has a patient, whatever the schema's age: copies of older databases too.
 * Recordings and analyses that somebody else's trials use stay.
 * @returns recordings that nobody uses any more; null where the database does not know the patient
 */
export function eraseRows(db: Database, patientId: string): readonly string[] | null {
  return db.transaction(() => {
    // References are looked at once all rows are gone.
    db.exec('PRAGMA defer_foreign_keys = ON');
    const own = db.all<{ recording: string | null }>(
      `SELECT DISTINCT json_extract(trial.document, '$.recordingId') AS recording FROM trial JOIN assessment ON assessment.id = trial.assessment_id WHERE patient_id = ?`, patientId,
    ).flatMap(({ recording }) => (recording === null ? [] : [recording]));
    const tables = db.all<{ name: string }>(
      `SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name = 'patient_id' AND t.name <> 'erasure'`,
    );
    // Trials and visits go with their assessments. Twice: where a row of one table goes, a trigger may note it in another.
    let changed = 0;
    for (const { name } of [...tables, ...tables]) changed += db.run(`DELETE FROM "${name}" WHERE patient_id = ?`, patientId);
    changed += db.run('DELETE FROM patient WHERE id = ?', patientId);
    const unused = own.filter((recording) => !db.get(`SELECT 1 FROM trial WHERE json_extract(document, '$.recordingId') = ?`, recording));
    for (const recording of own) {
      db.run(`DELETE FROM analysis WHERE recording_id = ? AND key NOT IN (SELECT json_extract(document, '$.analysisKey') FROM trial WHERE json_extract(document, '$.analysisKey') IS NOT NULL)`, recording);
    }
    return changed > 0 ? unused : null;
  });
}
