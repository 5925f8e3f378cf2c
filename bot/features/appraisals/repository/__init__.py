"""SQL of appraisals: what is read of one person is picked by a Sight."""
